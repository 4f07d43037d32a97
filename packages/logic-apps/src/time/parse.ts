import { fromMilliseconds, type Instant, inRange, ticksPerSecond } from "./instant";

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|GMT|UTC|[+-]\d{2}:?\d{2})?$/i;
const american =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s*([AP]M))?)?\s*(Z|GMT|UTC|[+-]\d{2}:?\d{2})?$/i;
const rfc1123 =
  /^(?:\w{3},\s+)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i;

export const shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Reads ISO 8601, `M/d/yyyy [h:mm[:ss] [AM|PM]]` and RFC 1123; an offset turns the time into UTC.
 * Undefined when the text is none of them or names no real date.
 */
export function parseInstant(text: string): Instant | undefined {
  const t = text.trim();
  let m = iso.exec(t);
  if (m) return instant([m[1], m[2], m[3], m[4], m[5], m[6], m[7]], m[8]);
  m = american.exec(t);
  if (m) return instant([m[3], m[1], m[2], hour24(m[4], m[8]), m[5], m[6], m[7]], m[9]);
  m = rfc1123.exec(t);
  if (!m) return undefined;
  const month = shortMonths.findIndex((name) => name.toLowerCase() === m[2]!.toLowerCase()) + 1;
  return instant([m[3], String(month), m[1], m[4], m[5], m[6], undefined], m[7]);
}

function hour24(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  return String((Number(hour) % 12) + (half.toUpperCase() === "PM" ? 12 : 0));
}

/** Year, month, day, hour, minute, second, digits of its fraction. */
export type DateParts = readonly (string | undefined)[];

/** The instant of calendar parts; undefined when there is no such date. */
export function instant(parts: DateParts, offset: string | undefined): Instant | undefined {
  const [year, month, day, hour, minute, second] = parts.slice(0, 6).map((part) => Number(part ?? 0)) as number[];
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day!);
  date.setUTCHours(hour!, minute!, second!);
  const real =
    date.getUTCMonth() === month! - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    minute! < 60 &&
    second! < 60;
  if (!real) return undefined;
  const below = BigInt((parts[6] ?? "").padEnd(7, "0").slice(0, 7)) % ticksPerSecond;
  const ticks = fromMilliseconds(date.getTime()) + below - BigInt(offsetMinutes(offset)) * 60n * ticksPerSecond;
  return inRange(ticks) ? { ticks, utc: offset !== undefined } : undefined;
}

function offsetMinutes(offset: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset ?? "");
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
