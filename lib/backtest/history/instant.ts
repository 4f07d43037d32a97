/** Whether dates with slashes have the month first, as in the United States, or the day. */
export type DateOrder = "mdy" | "dmy";

const clock = String.raw`(?:[T ,\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?\s?[Mm]\.?)?)?`;
const zone = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${clock}${zone}$`, "i");
const slashed = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})${clock}${zone}$`, "i");
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/;

/** An instant, and how it was written. */
export interface ReadInstant {
  /** ISO 8601 in UTC */
  readonly iso: string;
  /** the zone it was written with; undefined without one */
  readonly zone?: string;
}

/**
 * Reads an instant as services, spreadsheets and the portal write it: ISO 8601, `3/14/2026, 10:05:11.123 AM`,
 * `14.03.2026 10:05:11`. Without a zone it is taken as UTC.
 * @param order of day and month where slashes leave it open
 * @returns undefined when it is none; "order" when day and month cannot be told apart
 */
export function readInstant(text: string, order?: DateOrder): ReadInstant | "order" | undefined {
  if (usual.test(text)) return { iso: text, zone: "Z" };
  // Browsers put a narrow blank before AM.
  const plain = text.replace(/[\u202f\u00a0]/g, " ").trim();
  const first = yearFirst.exec(plain);
  if (first) {
    const [, year, month, day, ...rest] = first;
    return made(year!, month!, day!, rest);
  }
  const other = slashed.exec(plain);
  if (!other) return undefined;
  const [, a, separator, b, year, ...rest] = other;
  const known = separator === "." ? "dmy" : (orderOf(plain) ?? order);
  if (known === undefined) return Number(a) === Number(b) ? made(year!, a!, b!, rest) : "order";
  return known === "mdy" ? made(year!, a!, b!, rest) : made(year!, b!, a!, rest);
}

/** What a date with slashes tells of its order by itself: a day beyond 12, or AM and PM in capitals, as en-US writes them. */
export function orderOf(text: string): DateOrder | undefined {
  const [, a, separator, b] = slashed.exec(text.replace(/[\u202f\u00a0]/g, " ").trim()) ?? [];
  if (a === undefined || separator === ".") return undefined;
  if (Number(a) > 12) return "dmy";
  if (Number(b) > 12) return "mdy";
  return /\d\s*[AP]M/.test(text.replace(/[\u202f\u00a0]/g, " ")) ? "mdy" : undefined;
}

function made(
  year: string,
  month: string,
  day: string,
  rest: readonly (string | undefined)[],
): ReadInstant | undefined {
  const [hour = "0", minute = "0", second = "0", fraction = "", half, offset] = rest;
  const pad = (part: string): string => part.padStart(2, "0");
  const hours = half ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const text = `${year}-${pad(month)}-${pad(day)}T${pad(String(hours))}:${pad(minute)}:${pad(second)}`;
  const date = new Date(`${text}Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined;
  const moved = new Date(date.getTime() - offsetMinutes(offset) * 60_000).toISOString().slice(0, 19);
  const digits = fraction.slice(0, 7).replace(/0+$/, "");
  const iso = `${moved}${digits === "" ? "" : `.${digits}`}Z`;
  return { iso, ...(offset === undefined ? {} : { zone: offset }) };
}

function offsetMinutes(offset: string | undefined): number {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset ?? "") ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
