/** One record of a data file, and where it stands. */
export interface FileRecord {
  readonly data: Readonly<Record<string, unknown>>;
  /** `file:line`; for Parquet, `file:row` */
  readonly place: string;
  /** size as it was read, in bytes */
  readonly bytes: number;
}

/** A data file that cannot be read; the message begins with `file:line:column` where the format has lines. */
export class KqlInputError extends Error {
  constructor(place: string, what: string, fix?: string) {
    super(`${place} ${what}${fix ? `\n    ${fix}` : ""}`);
    this.name = "KqlInputError";
  }
}
