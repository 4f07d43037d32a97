import type { Analysis, Diagnostic } from "@sentinel-agent-identities/kql";
import type { Breach } from "../limits";

/** What the analysis of a query found out, without the bound tree: what checks need, and what can be kept. */
export type Findings = Pick<Analysis, "columns" | "tables" | "functions" | "lookups"> & {
  /** The query's own; positions are places in the file it was taken from. */
  readonly diagnostics: readonly Diagnostic[];
  /** What an ingest transform may not contain; empty for other queries. */
  readonly outside: readonly Diagnostic[];
  /** Tables that its own text names and has to find, so that it binds, and binds to the same. */
  readonly needed: readonly string[];
  /** What it reads beyond the tables it names, or holds that its kind may not; offsets count in the text that was analysed. */
  readonly reach: readonly Breach[];
};

/** Findings whose diagnostics have an offset in the query's text for a place: right wherever the text stands. */
export type StoredFindings = Findings & { readonly stored: true };
