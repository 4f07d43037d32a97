import { Broken, OddNumber, TooDeep } from "./json/unread";

/** What can be wrong with OTLP input. */
export type OtlpErrorCode =
  | "malformed-json"
  | "malformed-protobuf"
  | "too-large"
  | "too-deep"
  | "not-traces"
  | "wrong-type"
  | "missing-field"
  | "bad-id"
  | "bad-time"
  | "bad-enum"
  | "bad-value"
  | "duplicate-member";

/** Input that is not OTLP traces. The message reads `file:line:column what, why, what to write instead`. */
export class OtlpError extends Error {
  /**
   * @param code the rule that was broken
   * @param file name of the input, as the caller gave it
   * @param line 1-based
   * @param column 1-based, in UTF-16 units; in bytes for protobuf
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

/**
 * A rule broken somewhere inside a document. No `Error`: a request can break rules in each of its spans, and stack traces
 * cost more than reading them.
 */
export class Violation {
  constructor(
    readonly code: OtlpErrorCode,
    readonly place: Place,
    readonly detail: string,
  ) {}
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

  /** Such as `resourceSpans[0].scopeSpans[0].spans[3]`. */
  toString(): string {
    return this.path()
      .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
      .join("")
      .replace(/^\./, "");
  }
}

const longest = 60;

/** Shows a received value in an error, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : start(value, longest);
  return text.length > longest ? `${text.slice(0, longest - 3)}…` : text;
}

/** The beginning of a value's JSON: some more than `length`, however large or deep the value is. */
function start(value: unknown, length: number): string {
  if (value instanceof OddNumber) return value.text;
  if (value instanceof TooDeep) return "nested too deep";
  if (value instanceof Broken) return "a broken message";
  if (typeof value === "string") return JSON.stringify(value.slice(0, length + 1));
  if (typeof value !== "object" || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  let text = open!;
  for (const key in value) {
    if (text.length > length) return text;
    const name = Array.isArray(value) ? "" : `${start(key, length)}:`;
    const inner = start((value as Record<string, unknown>)[key], length - text.length);
    text += `${text.length > 1 ? "," : ""}${name}${inner}`;
  }
  return text + close;
}
