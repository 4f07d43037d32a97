import { TICKS_PER_DAY, TICKS_PER_MS, TICKS_PER_SECOND, UNIX_EPOCH_TICKS } from "../../values/datetime";

const pad = (value: number | bigint, width: number): string => String(value).padStart(width, "0");

/** `fff` keeps zeros, `FFF` drops trailing ones. */
function fraction(ticks: bigint, token: string): string {
  const digits = pad(ticks % TICKS_PER_SECOND, 7).slice(0, token.length);
  return token.startsWith("F") ? digits.replace(/0+$/, "") : digits;
}

const tokens = /d{1,8}|f{1,7}|F{1,7}|h{1,2}|H{1,2}|m{1,2}|M{1,2}|s{1,2}|y{1,4}|tt/g;

/** `format_datetime()`: the parts Kusto documents; every other character stands for itself. */
export function formatDatetimeText(ticks: bigint, format: string): string {
  const date = new Date(Number((ticks - UNIX_EPOCH_TICKS - (ticks % TICKS_PER_MS)) / TICKS_PER_MS));
  const hours = date.getUTCHours();
  const values: Readonly<Record<string, (token: string) => string>> = {
    d: (token) => pad(date.getUTCDate(), token.length),
    f: (token) => fraction(ticks, token),
    F: (token) => fraction(ticks, token),
    h: (token) => pad(hours % 12 || 12, token.length),
    H: (token) => pad(hours, token.length),
    m: (token) => pad(date.getUTCMinutes(), token.length),
    M: (token) => pad(date.getUTCMonth() + 1, token.length),
    s: (token) => pad(date.getUTCSeconds(), token.length),
    y: (token) =>
      token.length <= 2 ? pad(date.getUTCFullYear() % 100, token.length) : pad(date.getUTCFullYear(), token.length),
    t: () => (hours < 12 ? "AM" : "PM"),
  };
  return format.replace(tokens, (token) => values[token[0]!]!(token));
}

/** `format_timespan()`. */
export function formatTimespanText(ticks: bigint, format: string): string {
  const absolute = ticks < 0n ? -ticks : ticks;
  const seconds = absolute / TICKS_PER_SECOND;
  const values: Readonly<Record<string, (token: string) => string>> = {
    d: (token) => pad(absolute / TICKS_PER_DAY, token.length),
    f: (token) => fraction(absolute, token),
    F: (token) => fraction(absolute, token),
    H: (token) => pad((seconds / 3600n) % 24n, token.length),
    h: (token) => pad((seconds / 3600n) % 24n, token.length),
    m: (token) => pad((seconds / 60n) % 60n, token.length),
    s: (token) => pad(seconds % 60n, token.length),
  };
  const text = format.replace(/d{1,8}|f{1,7}|F{1,7}|[hH]{1,2}|m{1,2}|s{1,2}/g, (token) => values[token[0]!]!(token));
  return ticks < 0n ? `-${text}` : text;
}
