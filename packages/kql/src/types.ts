/** The scalar types of KQL, by the names Kusto's schema commands use. */
export const kqlTypes = [
  "bool",
  "datetime",
  "decimal",
  "dynamic",
  "guid",
  "int",
  "long",
  "real",
  "string",
  "timespan",
] as const;
export type KqlType = (typeof kqlTypes)[number];

/** A column of a table or of a query's result. */
export interface Column {
  readonly name: string;
  readonly type: KqlType;
}

/** A table that queries may read. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A saved function. */
export interface FunctionSchema {
  readonly name: string;
  /** As Kusto writes them: `(agent:string, window:timespan=14d)`. Default: none. */
  readonly parameters?: string;
  /** The body, without its outer braces. */
  readonly body: string;
}

/** A function whose result columns depend on its first, literal argument, such as `_GetWatchlist('X')`. */
export interface LookupSchema {
  readonly functionName: string;
  /** Columns by the literal argument. */
  readonly variants: Readonly<Record<string, readonly Column[]>>;
  /** Columns that every variant has, placed first. */
  readonly common: readonly Column[];
}

/** Everything a query may refer to. */
export interface KqlSchema {
  readonly tables: readonly TableSchema[];
  readonly functions?: readonly FunctionSchema[];
  readonly lookups?: readonly LookupSchema[];
}

/** A finding about a query, placed in the file the query was taken from. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** Present when the text could not be parsed; everything else is about meaning. */
  readonly category?: "syntax";
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly length: number;
  /** What to write instead. */
  readonly suggestion?: string;
}

/** Where a query's text was taken from: maps an offset in it to a place in that file. */
export interface QuerySource {
  readonly file?: string;
  readonly locate?: (offset: number) => { line: number; column: number };
}

/** A half-open range of row times: `from` included, `to` excluded. */
export interface TimeRange {
  readonly column: string;
  readonly from?: Date;
  readonly to?: Date;
}

/** The conditions of one run. */
export interface RunOptions {
  /** What `now()` returns throughout the run. */
  readonly now: Date;
  /** Row filters applied wherever the query reads the table, also through functions. By table name. */
  readonly ranges?: Readonly<Record<string, readonly TimeRange[]>>;
}

/** A half-open range of row times, both ends as milliseconds from a run's `now()`: `from` included, `to` excluded. */
export interface RelativeRange {
  readonly column: string;
  readonly from?: number;
  readonly to?: number;
}

/** Many runs of one query. */
export interface RunSet {
  /** The `now()` of every run, ascending. They stand on a grid: their distances are multiples of `step`. */
  readonly runs: readonly Date[];
  /** In milliseconds. */
  readonly step: number;
  /** What a run sees of a table, wherever the query reads it. By table name; default: all rows. */
  readonly windows: Readonly<Record<string, readonly RelativeRange[]>>;
}

/** The rows a query returned; values in the forms that `QueryResult` documents per type. */
export interface QueryResult {
  readonly columns: readonly Column[];
  /**
   * datetime: ISO string with seven decimals and `Z`; timespan: Kusto's text form; dynamic: parsed JSON, or its
   * text where more than 1,000 arrays or objects lie in one another;
   * long: number, or bigint beyond 2^53; decimal: string; real: number, or "NaN", "Infinity", "-Infinity".
   */
  readonly rows: readonly (readonly unknown[])[];
}

/** Why a row was not inserted. */
export interface RejectedRow {
  readonly index: number;
  readonly column: string;
  readonly message: string;
}

/** How rows are inserted. */
export interface InsertOptions {
  /** when they count as ingested. @default - at the Unix epoch */
  readonly ingestionTime?: Date | ((row: Record<string, unknown>) => Date);
  /** as in `query`: rows may come into a table while a statement of the other lane reads others. @default 0 */
  readonly lane?: number;
}

/** The outcome of an insertion: rejected rows are named, the rest is in the table. */
export interface InsertReport {
  readonly inserted: number;
  readonly rejected: readonly RejectedRow[];
}
