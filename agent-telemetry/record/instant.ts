import type { HrTime } from "@opentelemetry/api";

const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A span's time, cut to milliseconds. */
export function instantOf([seconds, nanoseconds]: HrTime): string {
  return new Date(seconds * 1000 + Math.floor(nanoseconds / 1e6)).toISOString();
}

/** An ISO 8601 text in the record's form, UTC where it names no zone; undefined for any other text. */
export function instantOfText(text: string): string | undefined {
  const match = iso.exec(text.trim());
  if (!match) return undefined;
  const zoned = match[1] && !match[4] ? `${text.trim().replace(" ", "T")}Z` : text.trim().replace(" ", "T");
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
