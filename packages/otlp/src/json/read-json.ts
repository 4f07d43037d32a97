import { isUtf8 } from "node:buffer";
import { JsonLimitError, JsonSyntaxError } from "./json-errors";
import { quickJson } from "./quick-json";
import { OddNumber, repeated, TooDeep } from "./unread";

/** What was read. */
export interface JsonReading {
  /** Objects, arrays, strings, booleans, null, numbers; `OddNumber` and `TooDeep` where JavaScript has no such value. */
  readonly value: unknown;
  /** Whether U+FFFD stands for bytes that are no UTF-8, or for half of a surrogate pair. */
  readonly mended: boolean;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Levels that are read; what lies deeper is passed over. Attributes of a span begin at the ninth. */
const deepestRead = 128;
/** Levels of a text that is no attack. */
const deepest = 10_000;
/** Values of one text: what 8 MiB of the shortest attributes have. */
export const mostValues = 1_000_000;

const anySurrogate = /[\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/gu;
const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  // No JSON, but what Python writes for them.
  NaN: new OddNumber("NaN"),
  Infinity: new OddNumber("Infinity"),
  "-Infinity": new OddNumber("-Infinity"),
};

/**
 * Reads one JSON document as `JSON.parse` does, and keeps what that loses: the digits of numbers, members given twice,
 * bytes that are no UTF-8. Nesting costs no stack, and what is nested too deep costs one pass.
 * @throws JsonSyntaxError where it stops being JSON
 * @throws JsonLimitError for more than a million values or 10,000 levels
 */
export function readJson(bytes: Uint8Array): JsonReading {
  const quick = quickJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mostValues);
  return quick ? { value: quick.value, mended: false } : new JsonReader(bytes).document();
}

/**
 * The bytes of each element of a JSON array, unread. Only the array itself is checked.
 * @param most elements
 * @throws JsonSyntaxError for anything else
 * @throws JsonLimitError for more elements
 */
export function elementsOf(bytes: Uint8Array, most: number): Uint8Array[] {
  return new JsonReader(bytes).elements(most);
}

class JsonReader {
  private readonly buffer: Buffer;
  /** One character for each byte. */
  private readonly text: string;
  private at = 0;
  private values = 0;
  private mended = false;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.text = this.buffer.toString("latin1");
    // A byte order mark, as editors on Windows write it.
    if (this.text.startsWith("\xef\xbb\xbf")) this.at = 3;
  }

  document(): JsonReading {
    const value = this.value(0);
    this.space();
    if (this.at < this.buffer.length) this.fail("the end of the document");
    return { value, mended: this.mended };
  }

  elements(most: number): Uint8Array[] {
    const found: Uint8Array[] = [];
    this.space();
    if (!this.skip(openBracket)) this.fail("an array: [");
    this.space();
    if (!this.skip(closeBracket)) {
      do {
        this.space();
        const start = this.at;
        this.pass(Number.NEGATIVE_INFINITY);
        if (found.length === most) throw new JsonLimitError(`more than ${most} elements`);
        found.push(this.buffer.subarray(start, this.at));
        this.space();
      } while (this.skip(comma));
      if (!this.skip(closeBracket)) this.fail('"," or "]"');
    }
    this.space();
    if (this.at < this.buffer.length) this.fail("the end of the document");
    return found;
  }

  /** @param depth levels around the value */
  private value(depth: number): unknown {
    this.space();
    if (++this.values > mostValues) throw new JsonLimitError(`more than ${mostValues} values`);
    switch (this.buffer[this.at]) {
      case openBrace:
        return depth < deepestRead ? this.object(depth + 1) : this.passed(depth);
      case openBracket:
        return depth < deepestRead ? this.array(depth + 1) : this.passed(depth);
      case quote:
        return this.string();
      default:
        return this.literal();
    }
  }

  private object(depth: number): object {
    const object: { [key: string]: unknown; [repeated]?: string } = {};
    this.at++;
    this.space();
    if (this.skip(closeBrace)) return object;
    do {
      this.space();
      if (this.buffer[this.at] !== quote) this.fail('a member name in double quotes, or "}"');
      const key = this.string();
      this.space();
      if (!this.skip(colon)) this.fail('":"');
      const value = this.value(depth);
      if (Object.hasOwn(object, key)) object[repeated] = key;
      // Assigned, this one would be no member.
      if (key === "__proto__") Object.defineProperty(object, key, { ...plain, value });
      else object[key] = value;
      this.space();
    } while (this.skip(comma));
    if (!this.skip(closeBrace)) this.fail('"," or "}"');
    return object;
  }

  private array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.at++;
    this.space();
    if (this.skip(closeBracket)) return array;
    do {
      array.push(this.value(depth));
      this.space();
    } while (this.skip(comma));
    if (!this.skip(closeBracket)) this.fail('"," or "]"');
    return array;
  }

  private string(): string {
    const start = this.at + 1;
    const { escaped, high } = this.passString();
    const end = this.at - 1;
    let text = high ? this.buffer.toString("utf8", start, end) : this.text.slice(start, end);
    if (high && text.includes("\ufffd") && !isUtf8(this.buffer.subarray(start, end))) this.mended = true;
    if (!escaped) return text;
    text = JSON.parse(`"${text}"`) as string;
    if (!anySurrogate.test(text)) return text;
    const whole = text.replace(loneSurrogate, "\ufffd");
    if (whole !== text) this.mended = true;
    return whole;
  }

  /** Goes past a string, and says what is in it. */
  private passString(): { escaped: boolean; high: boolean } {
    const { buffer } = this;
    let escaped = false;
    let all = 0;
    let at = this.at + 1;
    for (;;) {
      const byte = buffer[at];
      if (byte === quote) break;
      if (byte === undefined || byte < 0x20) {
        this.at = at;
        this.fail("a closing double quote (\\n, \\t write breaks in a string)");
      }
      if (byte === backslash) {
        const length = escapeLength(this.text, at);
        if (length === 0) {
          this.at = at;
          this.fail("a valid escape sequence");
        }
        escaped = true;
        at += length;
      } else {
        all |= byte;
        at++;
      }
    }
    this.at = at + 1;
    return { escaped, high: all >= 0x80 };
  }

  private literal(): unknown {
    const start = this.at;
    this.passWord();
    const token = this.text.slice(start, this.at);
    if (Object.hasOwn(words, token)) return words[token];
    if (!numberForm.test(token)) {
      this.at = start;
      this.fail("a JSON value");
    }
    const number = Number(token);
    const exact = String(number) === token && (Number.isSafeInteger(number) || !Number.isInteger(number));
    return exact ? number : new OddNumber(token);
  }

  /** Goes past a value whose insides do not matter. */
  private passed(depth: number): TooDeep {
    this.pass(depth);
    return new TooDeep();
  }

  /** Goes past a value by its brackets. @param outside levels around it that count */
  private pass(outside: number): void {
    const { buffer } = this;
    let open = 0;
    do {
      const byte = buffer[this.at];
      if (byte === quote) this.passString();
      else if (byte === openBrace || byte === openBracket) {
        if (outside + ++open > deepest) throw new JsonLimitError(`more than ${deepest} levels of nesting`);
        this.at++;
      } else if (open === 0) {
        this.passWord();
      } else if (byte === undefined) {
        this.fail("the end of a nested value");
      } else {
        if (byte === closeBrace || byte === closeBracket) open--;
        this.at++;
      }
    } while (open > 0);
  }

  /** Goes past a number, `true`, `false` or `null`, whatever is written in its place. */
  private passWord(): void {
    const start = this.at;
    while (isWordByte(this.buffer[this.at])) this.at++;
    if (this.at === start) this.fail("a JSON value");
  }

  private space(): void {
    const { buffer } = this;
    let { at } = this;
    for (let byte = buffer[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; ) byte = buffer[++at];
    this.at = at;
  }

  private skip(byte: number): boolean {
    if (this.buffer[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  private fail(expected: string): never {
    throw new JsonSyntaxError(this.at, expected);
  }
}

const plain = { enumerable: true, configurable: true, writable: true } as const;

/** Length of the escape sequence at `at`; 0 when it is none. */
function escapeLength(text: string, at: number): number {
  const kind = text[at + 1];
  if (kind === "u") return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  return kind !== undefined && '"\\/bfnrt'.includes(kind) ? 2 : 0;
}

/** Letters, digits, `+`, `-` and `.`: what numbers and words are made of. */
function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
