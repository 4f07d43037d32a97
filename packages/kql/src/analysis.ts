import type { Node } from "./language/node";
import type { Column, Diagnostic, KqlSchema, QuerySource, TableSchema } from "./types";

/** A look-up function's call: which function and which variant, such as a watchlist's alias. */
export interface LookupUse {
  readonly functionName: string;
  readonly variant: string;
}

/** What a later stage of a query is bound again with: an analyzer, as seen from its own result. */
export interface Rebinder {
  readonly schema: KqlSchema;
  analyze(text: string, source?: QuerySource): Analysis;
  withTable(table: TableSchema): Rebinder;
  columnsOf(table: string): readonly Column[] | undefined;
}

/** What the analyzer found out about a query. */
export interface Analysis {
  readonly text: string;
  /** Errors first; an empty list means the query is valid and clean. */
  readonly diagnostics: readonly Diagnostic[];
  /** Columns of the result, in order; empty when there are errors. */
  readonly columns: readonly Column[];
  /** Tables read, also through functions. */
  readonly tables: readonly string[];
  /** Saved functions called, also through functions. */
  readonly functions: readonly string[];
  /** Look-ups read, also through functions. */
  readonly lookups: readonly LookupUse[];
  readonly source: QuerySource;
  /** @internal the bound tree */
  readonly tree: Node;
  /** @internal the analyzer that bound it: stages with run-time schemas are bound again by it */
  readonly analyzer: Rebinder;
}
