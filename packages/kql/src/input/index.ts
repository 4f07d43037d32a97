export { inferColumns } from "./infer-columns";
export { loadFile, schemaOfFile } from "./load-file";
export { dataFileEndings, readRecords } from "./read-records";
export { type FileRecord, KqlInputError } from "./record";
