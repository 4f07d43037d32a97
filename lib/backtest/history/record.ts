/** One row as an export holds it: nothing is known yet of types. */
export interface RawRecord {
  readonly data: Readonly<Record<string, unknown>>;
  /** 1-based; of Parquet, the row */
  readonly line: number;
  /** 1-based, where the form has columns of text */
  readonly column: number;
  /** size as it was read, in bytes */
  readonly bytes: number;
}

/** How values stand in an export. */
export interface Form {
  readonly name: "NDJSON" | "Parquet" | "JSON array" | "query answer" | "az output" | "CSV";
  /** every value is text, also numbers and dynamic ones */
  readonly textual: boolean;
  /** what null is written as, where it is a word */
  readonly nullWord?: string;
}

/** What becomes known of a file while it is read. */
export interface FileNotes {
  /** the file ends in the middle of a row: where */
  truncatedAt?: { readonly line: number; readonly column: number };
  /** what the service said of its own answer */
  partial?: string;
}

/** A file of a history, opened as what it is. */
export interface OpenedFile {
  readonly form: Form;
  /** columns that a header names; undefined where rows name their own */
  readonly header?: readonly string[];
  /** what the file calls its table, where it does */
  readonly tableName?: string;
  /** its rows, each time anew */
  readonly rows: (notes: FileNotes) => AsyncIterable<RawRecord>;
}
