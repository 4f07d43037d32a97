/** What can be wrong with OTLP/JSON input. */
export type OtlpErrorCode =
  | "malformed-json"
  | "not-traces"
  | "wrong-type"
  | "missing-field"
  | "bad-id"
  | "bad-time"
  | "bad-enum"
  | "bad-value"
  | "duplicate-key";

/** Input that is not OTLP/JSON traces. The message reads `file:line:column what, why, what to write instead`. */
export class OtlpError extends Error {
  /**
   * @param code the rule that was broken
   * @param file name of the input, as the caller gave it
   * @param line 1-based
   * @param column 1-based, in UTF-16 units
   * @param detail what is wrong, why, and what to write instead
   */
  constructor(
    readonly code: OtlpErrorCode,
    readonly file: string,
    readonly line: number,
    readonly column: number,
    readonly detail: string,
  ) {
    super(`${file}:${line}:${column} ${detail}`);
    this.name = "OtlpError";
  }
}

/** A rule broken somewhere inside a document; `readOtlpTraces` adds file, line and column. */
export class Violation extends Error {
  constructor(
    readonly code: OtlpErrorCode,
    readonly place: Place,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Where a value stands in its document: a linked path, so that the way down costs one small object per level. */
export class Place {
  static readonly root = new Place(undefined, "");

  private constructor(
    private readonly parent: Place | undefined,
    private readonly key: string | number,
  ) {}

  /** The place of a member or element of the value that stands here. */
  at(key: string | number): Place {
    return new Place(this, key);
  }

  /** The keys from the root of the document to here. */
  path(): (string | number)[] {
    return this.parent === undefined ? [] : [...this.parent.path(), this.key];
  }
}

/** Shows a received value in an error, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
