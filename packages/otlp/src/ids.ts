import { type Place, shown } from "./errors";
import { type JsonObject, refuse } from "./shape";

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads an id member as lower-case hexadecimal.
 * @param bytes 16 for a trace, 8 for a span
 * @param optional whether an absent or empty id is allowed; it reads as ""
 */
export function readId(span: JsonObject, key: string, bytes: 8 | 16, optional: boolean, place: Place): string {
  const digits = bytes * 2;
  const value = span[key];
  if (typeof value === "string" && value.length === digits && isLowerHex(value)) return value;
  if (value === undefined || value === null || value === "") {
    if (optional) return "";
    return refuse(
      "missing-field",
      place,
      `span without ${key}: every span has one; add "${key}" of ${digits} hexadecimal digits`,
    );
  }
  if (typeof value !== "string") {
    return refuse(
      "bad-id",
      place.at(key),
      `${key} is ${shown(value)}, but must be a string of ${digits} hexadecimal digits`,
    );
  }
  const hex = value.toLowerCase();
  if (hex.length !== digits || !/^[0-9a-f]+$/.test(hex))
    return refuse("bad-id", place.at(key), explain(key, value, bytes));
  if (/^0+$/.test(hex)) {
    if (optional) return "";
    return refuse(
      "bad-id",
      place.at(key),
      `${key} is all zeros, which OpenTelemetry reserves for "no span"; write the real id`,
    );
  }
  return hex;
}

function explain(key: string, value: string, bytes: number): string {
  const rule = `${key} is ${shown(value)}`;
  const decoded = Buffer.from(value, "base64");
  if (BASE64.test(value) && value.length % 4 === 0 && decoded.length === bytes) {
    return `${rule}, which is base64 as protobuf's own JSON mapping writes it; OTLP/JSON wants hexadecimal, write "${decoded.toString("hex")}"`;
  }
  return `${rule}, which is not ${bytes * 2} hexadecimal digits; write the ${bytes} bytes of the id in hexadecimal`;
}

/** Whether a text is an id as nearly all are: lower-case digits, not all of them zero. */
function isLowerHex(text: string): boolean {
  let any = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x66 || (code > 0x39 && code < 0x61)) return false;
    any |= code ^ 0x30;
  }
  return any !== 0;
}
