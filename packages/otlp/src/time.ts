import { type Place, shown } from "./errors";
import { OddNumber } from "./json/unread";
import { type JsonObject, refuse } from "./shape";

/** The largest fixed64. */
const MAX_NANOS = "18446744073709551615";
/** 1973-03-03: earlier "nanoseconds" are milliseconds or microseconds by mistake. */
const FEWEST_DIGITS = 18;

/**
 * Reads a `…UnixNano` member as ISO 8601 with 7 decimals. Works on the digits, since neither a JSON number nor a
 * JavaScript Date can hold today's nanoseconds.
 */
export function readTime(span: JsonObject, key: string, place: Place): string {
  const given = span[key];
  // Older SDKs write a JSON number; its digits are all there.
  const value = given instanceof OddNumber ? given.text : given;
  if (value === undefined || value === null || value === 0 || value === "0" || value === "") {
    return refuse(
      "missing-field",
      place,
      `span without ${key}: a row needs it; add "${key}" in nanoseconds since 1970 as a string`,
    );
  }
  const digits = typeof value === "string" && usual.test(value) ? value : nanosOf(value, key, place.at(key));
  return timeOf(digits);
}

/** ISO 8601 with 7 decimals of nanoseconds since 1970, at least 18 digits. */
const timeOf = (digits: string): string => `${secondOf(Number(digits.slice(0, -9)))}.${digits.slice(-9, -2)}Z`;

/** ISO 8601 with 7 decimals of seconds since 1970 and nanoseconds beyond them. */
export function timeAt(second: number, nanoseconds: number): string {
  const fraction = Math.floor(nanoseconds / 100);
  return `${secondOf(second)}.${fraction === 0 ? "0000000" : String(fraction).padStart(7, "0")}Z`;
}

/** Today's nanoseconds: 19 digits, far from 64 bits. */
const usual = /^1[1-9]\d{17}$/;

const mostSeconds = 256;
const seconds = new Map<number, string>();

/** A second in ISO 8601, without fraction and zone. Spans of a request begin and end within a few of them. */
function secondOf(second: number): string {
  const known = seconds.get(second);
  if (known !== undefined) return known;
  const text = new Date(second * 1000).toISOString().slice(0, 19);
  if (seconds.size === mostSeconds) seconds.clear();
  seconds.set(second, text);
  return text;
}

function nanosOf(value: unknown, key: string, place: Place): string {
  const digits = String(value).replace(/^0+(?=\d)/, "");
  if ((typeof value !== "string" && typeof value !== "number") || !/^\d+$/.test(digits)) {
    return refuse(
      "bad-time",
      place,
      `${key} is ${shown(value)}, but must be nanoseconds since 1970 in decimal digits, such as "1772409600000000000"`,
    );
  }
  if (digits.length < FEWEST_DIGITS) {
    return refuse(
      "bad-time",
      place,
      `${key} is ${shown(value)}, too small for nanoseconds since 1970; ${unitHint(digits)}`,
    );
  }
  if (digits.length > MAX_NANOS.length || (digits.length === MAX_NANOS.length && digits > MAX_NANOS)) {
    return refuse("bad-time", place, `${key} is ${shown(value)}, beyond 64 bits; write nanoseconds since 1970`);
  }
  return digits;
}

function unitHint(digits: string): string {
  if (digits.length >= 15) return `it looks like microseconds, write "${digits}000"`;
  if (digits.length >= 12) return `it looks like milliseconds, write "${digits}000000"`;
  if (digits.length >= 9) return `it looks like seconds, write "${digits}000000000"`;
  return 'write it as "1772409600000000000"';
}
