export type { Analysis, LookupUse } from "./analysis";
export { type CompiledQuery, compile } from "./compile/compile";
export { KqlRuntimeError, KqlSemanticError, KqlUnsupportedError, type Place } from "./errors";
export { KqlAnalyzer } from "./language/analyzer";
export { checkIngestTransform } from "./language/ingest-transform";
export { INGESTION_TIME } from "./plan/relation";
export { type InsertOptions, KqlDatabase } from "./run/database";
export type { EngineOptions } from "./run/engine";
export * from "./types";
