import { type Place, shown } from "./errors";
import type { Dynamic } from "./row";
import { asObject, type JsonObject, listOf, refuse, stringOf } from "./shape";

type Reader = (value: unknown, place: Place) => Dynamic;

const READERS: { [kind: string]: Reader } = {
  stringValue: readString,
  boolValue: readBool,
  intValue: readInt,
  doubleValue: readDouble,
  arrayValue: (value, place) => {
    const items = listOf(asObject(value, place, "arrayValue"), "values", place);
    return items.map((item, index) => readAnyValue(item, place.at("values").at(index)));
  },
  kvlistValue: (value, place) => readKeyValues(asObject(value, place, "kvlistValue"), "values", place),
  bytesValue: readBytes,
};

/**
 * Reads an OTLP `AnyValue` as the plain value it stands for. An empty one is null. Integers beyond 2^53 stay strings
 * of digits (`tolong()` reads both), as do doubles that JSON cannot write (NaN, Infinity); bytes stay base64.
 */
export function readAnyValue(input: unknown, place: Place): Dynamic {
  const value = asObject(input, place, "attribute value");
  const kinds = Object.keys(value).filter((kind) => value[kind] !== null && Object.hasOwn(READERS, kind));
  if (kinds.length > 1) {
    return refuse("bad-value", place, `attribute value holds ${kinds.join(" and ")}, but is one of them; keep one`);
  }
  const kind = kinds[0];
  if (kind !== undefined) return READERS[kind]!(value[kind], place.at(kind));
  const unknown = Object.keys(value).find((key) => value[key] !== null);
  if (unknown === undefined) return null;
  return refuse(
    "bad-value",
    place,
    `attribute value of unknown kind "${unknown}"; write one of ${Object.keys(READERS).join(", ")}`,
  );
}

/** Reads a list of OTLP `KeyValue` as a plain object. */
export function readKeyValues(parent: JsonObject, member: string, place: Place): { [key: string]: Dynamic } {
  const entries = new Map<string, Dynamic>();
  listOf(parent, member, place).forEach((item, index) => {
    const here = place.at(member).at(index);
    const pair = asObject(item, here, "attribute");
    const key = stringOf(pair, "key", here);
    if (key === "") refuse("missing-field", here, 'attribute without key; write {"key": "…", "value": {…}}');
    if (entries.has(key)) {
      refuse(
        "duplicate-key",
        here,
        `attribute "${key}" is given twice, and OpenTelemetry leaves open which one counts; keep one`,
      );
    }
    entries.set(
      key,
      pair.value === undefined || pair.value === null ? null : readAnyValue(pair.value, here.at("value")),
    );
  });
  // fromEntries defines own members, so that a key such as __proto__ is only a name.
  return Object.fromEntries(entries);
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
  if (typeof value === "number" && Number.isInteger(value)) {
    return refuse(
      "bad-value",
      place,
      `intValue is the JSON number ${value}, whose last digits are lost beyond 2^53; write it as a string`,
    );
  }
  if (typeof value !== "string" || !/^-?\d+$/.test(value) || BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) {
    return refuse(
      "bad-value",
      place,
      `intValue is ${shown(value)}, but must be a whole number of 64 bits, such as "42"; for others use doubleValue`,
    );
  }
  return Number.isSafeInteger(Number(value)) ? Number(value) : BigInt(value).toString();
}

function readDouble(value: unknown, place: Place): number | string {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return value;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  return refuse(
    "bad-value",
    place,
    `doubleValue is ${shown(value)}, but must be a number, "NaN", "Infinity" or "-Infinity"`,
  );
}

function readBytes(value: unknown, place: Place): string {
  if (typeof value === "string" && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)) return value;
  return refuse("bad-value", place, `bytesValue is ${shown(value)}, but must be base64 with padding, such as "AQID"`);
}
