import { isUtf8 } from "node:buffer";

/** Levels of a text that is read this way: those of a span's attributes, and some more. */
const deepest = 60;

/**
 * Reads JSON with `JSON.parse`, where that loses nothing: one pass over the bytes before, and one over what was read
 * after it, find out whether it would.
 * @returns undefined for a text that must be read otherwise: with odd numbers, half surrogate pairs, bytes that are no
 * UTF-8, members given twice, many levels or values, or that is no JSON
 */
export function quickJson(bytes: Buffer, mostValues: number): { readonly value: unknown } | undefined {
  const members = membersOf(bytes, mostValues);
  if (members === undefined || !isUtf8(bytes)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
  return countMembers(value) === members ? { value } : undefined;
}

/** How many members the objects of a text are given; undefined where something is odd about it. */
function membersOf(bytes: Buffer, mostValues: number): number | undefined {
  const { length } = bytes;
  let depth = 0;
  let members = 0;
  let values = 1;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === 0x22) {
      for (at++; ; at++) {
        const inner = bytes[at];
        if (inner === 0x22) break;
        if (inner === undefined) return undefined;
        if (inner === 0x5c) {
          at++;
          // The half of a pair is written \ud83d.
          if (bytes[at] === 0x75 && (bytes[at + 1]! | 0x20) === 0x64 && bytes[at + 2]! > 0x37) return undefined;
        }
      }
    } else if (byte === 0x7b || byte === 0x5b) {
      values++;
      if (++depth > deepest) return undefined;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === 0x3a) members++;
    else if (byte === 0x2c) values++;
    else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      const end = plainNumberEnd(bytes, at);
      if (end === 0) return undefined;
      at = end - 1;
    }
  }
  return values > mostValues ? undefined : members;
}

/** Where a number ends that JavaScript writes as it is written; 0 for any other. */
function plainNumberEnd(bytes: Buffer, start: number): number {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  const first = at;
  let point = -1;
  for (; ; at++) {
    const byte = bytes[at];
    if (byte === 0x2e && point < 0) point = at;
    else if (byte === undefined || byte < 0x30 || byte > 0x39) break;
  }
  const next = bytes[at];
  if (at - first > 15 || next === 0x65 || next === 0x45) return 0;
  const last = bytes[at - 1];
  if (point < 0) return bytes[start] === 0x2d && bytes[first] === 0x30 ? 0 : at;
  // 1.0 and 0.0000001 are written otherwise.
  return last === 0x30 || last === 0x2e || (bytes[first] === 0x30 && bytes[first + 2] === 0x30) ? 0 : at;
}

function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) members += countMembers(value[i]);
    return members;
  }
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    members += typeof inner === "object" ? 1 + countMembers(inner) : 1;
  }
  return members;
}
