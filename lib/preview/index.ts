export { PreviewError } from "./errors";
export { PreviewServer } from "./server";
export { addUsage } from "./usage";
export { Values } from "./values";
export { visibility } from "./visible";
export type { Workbook } from "./workbook/item";
export { readWorkbook, workbookOf } from "./workbook/read-workbook";
export type { Preview } from "./workbook-page";
