import type { FileRecord } from "@sentinel-agent-identities/kql";

/** One row of input, and where it came from. */
export interface InputRow extends FileRecord {
  /** when the row came in, where its source says so of each; it goes before the source's `arrival` */
  readonly arrived?: Date;
}

/** Rows of one stream or table, in the order of the file. */
export interface InputSource {
  /** stream or table name */
  readonly target: string;
  readonly file: string;
  /** when the rows arrive; default: each at its TimeGenerated plus the emulator's latency */
  readonly arrival?: Date;
  /** Where a workspace keeps its rows, those that it has of an earlier try are not taken in again. @default false */
  readonly once?: boolean;
  /** Sentinel's own rows cost nothing: what they take is not measured. @default false */
  readonly free?: boolean;
  readonly rows: () => AsyncIterable<InputRow>;
}

/** A row that was not ingested, and why. */
export interface RejectedRow {
  readonly target: string;
  readonly place: string;
  readonly column: string;
  readonly message: string;
}
