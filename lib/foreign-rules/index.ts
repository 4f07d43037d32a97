export { foreignContent } from "./foreign-content";
export { besides, judged } from "./judge";
export { type ForeignRule, readForeign } from "./read-foreign";
export { importedFiles } from "./write/imported-files";
