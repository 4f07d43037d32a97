/** Datetimes are ticks of 100 ns since 0001-01-01T00:00:00Z, as Kusto counts them. */
export const TICKS_PER_MS = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
/** Ticks of 1970-01-01. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
/** Ticks of 9999-12-31T23:59:59.9999999Z. */
export const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;

/** The ticks of a Date. */
export const ticksOfDate = (date: Date): bigint => BigInt(date.getTime()) * TICKS_PER_MS + UNIX_EPOCH_TICKS;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const time = String.raw`(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?)?`;
const zone = String.raw`\s*(Z|z|UTC|GMT|[+-]\d{1,2}:?\d{2})?`;
const iso = new RegExp(String.raw`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?${time}${zone}$`);
const slashed = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})${time}${zone}$`);
const yearFirst = new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${time}${zone}$`);
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const yearOnly = /^(\d{4})$/;
const worded = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})${time}${zone}$`,
);
const monthFirst = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})${time}${zone}$`,
);

/** What nearly every row has. */
const usual = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\d(?:\.(\d{1,7}))?Z$/;

function parseUsual(text: string): bigint | undefined {
  const [, day, fraction = ""] = usual.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${text.slice(0, 19)}Z`);
  // Days that a month does not have would be days of the next.
  if (date.getUTCDate() !== Number(day)) return undefined;
  return ticksOfDate(date) + BigInt(fraction.padEnd(7, "0"));
}

/** Reads a datetime in the forms Kusto accepts; undefined when it is none. Without a zone, it is UTC. */
export function parseDatetime(text: string): bigint | undefined {
  const quick = parseUsual(text);
  if (quick !== undefined && quick >= 0n) return quick;
  const trimmed = text.trim();
  const parts = datePart(trimmed);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second, fraction, half, offset] = parts;
  let hours = Number(hour ?? 0);
  if (half) hours = (hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  if (hours > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day ?? 1));
  date.setUTCHours(hours, Number(minute ?? 0), Number(second ?? 0));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day ?? 1)) return undefined;
  const subSecond = BigInt((fraction ?? "").slice(0, 7).padEnd(7, "0"));
  const ticks = ticksOfDate(date) + subSecond - BigInt(zoneMinutes(offset)) * 60n * TICKS_PER_SECOND;
  return ticks < 0n || ticks > MAX_DATETIME_TICKS ? undefined : ticks;
}

function datePart(text: string): (string | undefined)[] | undefined {
  const plain = iso.exec(text) ?? yearFirst.exec(text) ?? compact.exec(text);
  if (plain) return plain.slice(1);
  const american = slashed.exec(text);
  if (american) return [american[3], american[1], american[2], ...american.slice(4)];
  const dayFirst = worded.exec(text);
  if (dayFirst) return named(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!, dayFirst.slice(4));
  const named2 = monthFirst.exec(text);
  if (named2) return named(named2[3]!, named2[1]!, named2[2]!, named2.slice(4));
  const year = yearOnly.exec(text);
  return year ? [year[1], "1", "1"] : undefined;
}

function named(
  year: string,
  month: string,
  day: string,
  rest: (string | undefined)[],
): (string | undefined)[] | undefined {
  const index = months.indexOf(month.toLowerCase());
  return index < 0 ? undefined : [year, String(index + 1), day, ...rest];
}

function zoneMinutes(offset: string | undefined): number {
  const match = /^([+-])(\d{1,2}):?(\d{2})$/.exec(offset ?? "");
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

/** ISO text with seven decimals and `Z`. */
export function formatDatetime(ticks: bigint): string {
  const milliseconds = (ticks - UNIX_EPOCH_TICKS) / TICKS_PER_MS;
  const rest = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const wholeSeconds = ticks < UNIX_EPOCH_TICKS ? floorSeconds(ticks) : Number(milliseconds);
  return `${new Date(wholeSeconds).toISOString().slice(0, 19)}.${String(rest).padStart(7, "0")}Z`;
}

/** Milliseconds since 1970 of the second that the ticks lie in; rounds down also before 1970. */
function floorSeconds(ticks: bigint): number {
  const second = ticks / TICKS_PER_SECOND;
  return Number(second - UNIX_EPOCH_TICKS / TICKS_PER_SECOND) * 1000;
}
