import type { HrTime } from "@opentelemetry/api";

const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** What Kusto's `datetime` holds, in milliseconds: the years 1 to 9999. */
const earliest = Date.parse("0001-01-01T00:00:00.000Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** A span's time, cut to milliseconds; undefined outside of the years 1 to 9999, where no record can be. */
export function instantOf([seconds, nanoseconds]: HrTime): string | undefined {
  return instantAt(seconds * 1000 + Math.floor(nanoseconds / 1e6));
}

/** An ISO 8601 text in the record's form, UTC where it names no zone; undefined for any other text. */
export function instantOfText(text: string): string | undefined {
  const match = iso.exec(text.trim());
  if (!match) return undefined;
  const zoned = match[1] && !match[4] ? `${text.trim().replace(" ", "T")}Z` : text.trim().replace(" ", "T");
  return instantAt(Date.parse(zoned));
}

/** A clock's time in the record's form; the nearest possible one of a clock that is out of its mind. */
export function nearestInstant(time: Date): string {
  const milliseconds = time.getTime();
  return (
    instantAt(milliseconds) ??
    new Date(milliseconds > latest ? latest : milliseconds < earliest ? earliest : 0).toISOString()
  );
}

function instantAt(milliseconds: number): string | undefined {
  return milliseconds >= earliest && milliseconds <= latest ? new Date(milliseconds).toISOString() : undefined;
}
