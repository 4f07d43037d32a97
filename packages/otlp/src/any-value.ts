import { type Place, shown } from "./errors";
import { OddNumber, repeated } from "./json/unread";
import type { Dynamic } from "./row";
import { asObject, type JsonObject, listOf, refuse, stringOf } from "./shape";

/** Values in values: deeper ones are refused, for nobody after us could take them apart. */
const deepest = 32;

type Reader = (value: unknown, place: Place, depth: number) => Dynamic;

const READERS: { [kind: string]: Reader } = {
  stringValue: readString,
  boolValue: readBool,
  intValue: readInt,
  doubleValue: readDouble,
  arrayValue: (value, place, depth) => {
    const items = listOf(asObject(value, place, "arrayValue"), "values", place);
    return items.map((item, index) => readAnyValue(item, place.at("values").at(index), depth + 1));
  },
  kvlistValue: (value, place, depth) =>
    readKeyValues(asObject(value, place, "kvlistValue"), "values", place, depth + 1),
  bytesValue: readBytes,
};

/**
 * Reads an OTLP `AnyValue` as the plain value it stands for. An empty one is null. Integers beyond 2^53 stay strings
 * of digits (`tolong()` reads both), as do doubles that JSON cannot write (NaN, Infinity); bytes stay base64.
 */
export function readAnyValue(input: unknown, place: Place, depth = 0): Dynamic {
  if (depth > deepest)
    return refuse("too-deep", place, `values are nested more than ${deepest} deep; flatten them, or send them as text`);
  const value = asObject(input, place, "attribute value");
  const kinds = Object.keys(value).filter((kind) => value[kind] !== null && Object.hasOwn(READERS, kind));
  if (kinds.length > 1) {
    return refuse("bad-value", place, `attribute value holds ${kinds.join(" and ")}, but is one of them; keep one`);
  }
  const kind = kinds[0];
  if (kind !== undefined) return READERS[kind]!(value[kind], place.at(kind), depth);
  const unknown = Object.keys(value).find((key) => value[key] !== null);
  if (unknown === undefined) return null;
  return refuse(
    "bad-value",
    place,
    `attribute value of unknown kind ${shown(unknown)}; write one of ${Object.keys(READERS).join(", ")}`,
  );
}

/**
 * Reads a list of OTLP `KeyValue` as a plain object. Of a key that is given twice the last value counts, as it does for
 * whoever sets an attribute twice.
 */
export function readKeyValues(parent: JsonObject, member: string, place: Place, depth = 0): { [key: string]: Dynamic } {
  const read: { [key: string]: Dynamic } = {};
  const items = listOf(parent, member, place);
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (readSimple(item, read)) continue;
    const here = place.at(member).at(index);
    const pair = asObject(item, here, "attribute");
    const key = stringOf(pair, "key", here);
    if (key === "") refuse("missing-field", here, 'attribute without key; write {"key": "…", "value": {…}}');
    const { value } = pair;
    define(read, key, value === undefined || value === null ? null : readAnyValue(value, here.at("value"), depth));
  }
  return read;
}

/** Reads an attribute that is a text, as nearly all are; any other is left to those who say what is wrong. */
function readSimple(item: unknown, read: { [key: string]: Dynamic }): boolean {
  if (typeof item !== "object" || item === null) return false;
  const { key, value, [repeated]: twice } = item as JsonObject;
  if (typeof key !== "string" || key === "" || twice !== undefined || typeof value !== "object" || value === null)
    return false;
  let kinds = 0;
  for (const _ in value) kinds++;
  if (kinds !== 1 || (value as JsonObject)[repeated] !== undefined) return false;
  const { stringValue } = value as JsonObject;
  if (typeof stringValue !== "string") return false;
  define(read, key, stringValue);
  return true;
}

/** A key such as __proto__ is only a name. */
function define(read: { [key: string]: Dynamic }, key: string, value: Dynamic): void {
  if (key === "__proto__")
    Object.defineProperty(read, key, { value, enumerable: true, configurable: true, writable: true });
  else read[key] = value;
}

function readString(value: unknown, place: Place): string {
  if (typeof value === "string") return value;
  return refuse("bad-value", place, `stringValue is ${shown(value)}; put it in double quotes`);
}

function readBool(value: unknown, place: Place): boolean {
  if (typeof value === "boolean") return value;
  return refuse("bad-value", place, `boolValue is ${shown(value)}; write true or false`);
}

function readInt(value: unknown, place: Place): number | string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const digits = value instanceof OddNumber ? wholeDigits(value) : value;
  if (typeof digits !== "string" || !/^-?\d{1,30}$/.test(digits) || !hasInt64(BigInt(digits))) {
    return refuse(
      "bad-value",
      place,
      `intValue is ${shown(value)}, but must be a whole number of 64 bits, such as "42"; for others use doubleValue`,
    );
  }
  // Without the sign of -0.
  return Number.isSafeInteger(Number(digits)) ? Number(digits) + 0 : BigInt(digits).toString();
}

const hasInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

/** The digits of a number such as 9007199254740993, 42.0 or 1e3; of any other, its text. */
function wholeDigits({ text, number }: OddNumber): string {
  return Number.isSafeInteger(number) ? String(number) : text;
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function readDouble(value: unknown, place: Place): number | string {
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return value;
  const number =
    value instanceof OddNumber
      ? value.number
      : typeof value === "string" && decimal.test(value)
        ? Number(value)
        : typeof value === "number"
          ? value
          : undefined;
  if (number === undefined)
    return refuse(
      "bad-value",
      place,
      `doubleValue is ${shown(value)}, but must be a number, "NaN", "Infinity" or "-Infinity"`,
    );
  return Number.isFinite(number) ? number : String(number);
}

/** Base64 of either alphabet, padded or not, as readers of protobuf's JSON take it; it is written with padding. */
function readBytes(value: unknown, place: Place): string {
  if (typeof value === "string" && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value) && value.replace(/=+$/, "").length % 4 !== 1)
    return Buffer.from(value, "base64").toString("base64");
  return refuse("bad-value", place, `bytesValue is ${shown(value)}, but must be base64, such as "AQID"`);
}
