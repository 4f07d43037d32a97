import type { Analysis, Diagnostic } from "../kql";

/** What the analysis of a query found out, without the bound tree: what checks need, and what can be kept. */
export type Findings = Pick<Analysis, "columns" | "tables" | "functions" | "lookups"> & {
  /** The query's own; positions are places in the file it was taken from. */
  readonly diagnostics: readonly Diagnostic[];
  /** What an ingest transform may not contain; empty for other queries. */
  readonly outside: readonly Diagnostic[];
};

/** Findings whose diagnostics have an offset in the query's text for a place: right wherever the text stands. */
export type StoredFindings = Findings & { readonly stored: true };
