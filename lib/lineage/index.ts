export { LineageError, type LineageErrorCode } from "./errors";
export * from "./records";
