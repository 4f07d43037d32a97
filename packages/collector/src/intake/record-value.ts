import { OddNumber, repeated, TooDeep } from "@sentinel-agent-identities/otlp";
import { mostValueBytes } from "./fit-values";
import type { RecordKind } from "./record-columns";

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Levels of an object that is stored. */
const deepest = 32;

/**
 * What is wrong with a record's value; undefined when it arrives as it is written.
 * @param value not null
 */
export function wrongValue(kind: RecordKind, value: unknown): string | undefined {
  if (value instanceof TooDeep) return tooDeep;
  switch (kind) {
    case "string":
      return typeof value === "string" ? tooLong(value) : "is no text; put it in double quotes";
    case "int":
      return wrongInteger(value) ?? (value === (Number(value) | 0) ? undefined : "is beyond 32 bits");
    case "long":
      return wrongInteger(value);
    case "instant":
      return isInstant(value)
        ? undefined
        : "is no instant with three fractional digits, such as 2026-03-02T10:00:00.000Z";
    case "dynamic":
      if (typeof value !== "object" || Array.isArray(value) || value instanceof OddNumber) return "is no object";
      return wrongWithin(value, 0) ?? tooLong(JSON.stringify(value));
  }
}

function wrongInteger(value: unknown): string | undefined {
  if (value instanceof OddNumber) return oddNumber(value);
  return typeof value === "number" && Number.isSafeInteger(value) ? undefined : "is no integer";
}

function isInstant(value: unknown): boolean {
  if (typeof value !== "string" || !instant.test(value)) return false;
  const time = new Date(value);
  // A day that the month does not have would become another one.
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
}

function wrongWithin(value: unknown, depth: number): string | undefined {
  if (value instanceof OddNumber) return oddNumber(value);
  if (value instanceof TooDeep || depth > deepest) return tooDeep;
  if (typeof value !== "object" || value === null) return undefined;
  const twice = (value as { [repeated]?: string })[repeated];
  if (twice !== undefined) return `has the member ${twice} twice`;
  for (const inner of Object.values(value)) {
    const wrong = wrongWithin(inner, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function tooLong(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  return bytes > mostValueBytes ? `has ${bytes} bytes; ${mostValueBytes} are stored` : undefined;
}

const tooDeep = `is nested more than ${deepest} deep`;
const oddNumber = ({ text }: OddNumber) =>
  `holds the number ${text.slice(0, 40)}, which would not arrive as it is written; write integers to 2^53 in digits alone`;
