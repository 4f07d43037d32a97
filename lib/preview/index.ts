export { PreviewError } from "./errors";
export { PreviewServer } from "./server";
export { Unfilled, Values } from "./values";
export { visibility } from "./visible";
export type { Workbook } from "./workbook/item";
export { readWorkbook, workbookOf } from "./workbook/read-workbook";
export { listPage, type Preview, workbookPage } from "./workbook-page";
