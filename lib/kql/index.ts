export * from "./types";
import type { Column, Diagnostic, InsertReport, KqlSchema, QueryResult, QuerySource, RunOptions, TableSchema } from "./types";

/** Name under which `RunOptions.ranges` addresses a table's ingestion time. */
export const INGESTION_TIME = "$ingestion_time";

export interface Analysis {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly columns: readonly Column[];
  /** Tables read, also through functions. */
  readonly tables: readonly string[];
  /** Saved functions called, also through functions. */
  readonly functions: readonly string[];
  /** Look-ups read, as `function name` and `variant`. */
  readonly lookups: readonly { readonly functionName: string; readonly variant: string }[];
}

export interface CompiledQuery {
  readonly text: string;
  readonly columns: readonly Column[];
  readonly tables: readonly string[];
}

export declare class KqlAnalyzer {
  constructor(schema: KqlSchema);
  analyze(text: string, source?: QuerySource): Analysis;
  withSchema(extra: Partial<KqlSchema>): KqlAnalyzer;
}
export declare function checkIngestTransform(analysis: Analysis): Diagnostic[];
export declare function compile(analysis: Analysis): CompiledQuery;

export declare class KqlDatabase {
  static open(options?: { threads?: number; memoryLimit?: string }): Promise<KqlDatabase>;
  createTable(schema: TableSchema): Promise<void>;
  insert(
    table: string,
    rows: readonly Record<string, unknown>[],
    options?: { ingestionTime?: Date | ((row: Record<string, unknown>) => Date) },
  ): Promise<InsertReport>;
  insertFromQuery(table: string, query: CompiledQuery, options: RunOptions): Promise<{ rows: number }>;
  setLookup(functionName: string, variant: string, rows: readonly Record<string, unknown>[]): Promise<void>;
  query(query: CompiledQuery, options: RunOptions): Promise<QueryResult>;
  close(): void;
}
