export { type ColumnKind, coveredColumns, type NativeColumn, nativeColumns, nativeStream } from "./columns";
