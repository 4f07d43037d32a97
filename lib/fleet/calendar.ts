import { day } from "./time";

const fixedHolidays = new Set(["01-01", "05-01", "12-25", "12-26"]);
/** Days from Easter Sunday: Good Friday and Easter Monday. */
const easterHolidays = [-2, 1];

/** Whether offices are closed on the UTC day of `time` although it is no weekend. */
export function isHoliday(time: number): boolean {
  const date = new Date(time);
  if (fixedHolidays.has(date.toISOString().slice(5, 10))) return true;
  const fromEaster = Math.floor(time / day) - easter(date.getUTCFullYear()) / day;
  return easterHolidays.includes(fromEaster);
}

/** Whether offices work on the UTC day of `time`. */
export function isWorkday(time: number): boolean {
  const weekday = new Date(time).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(time);
}

/** Whether the UTC day of `time` is one of the last two or first two of a month, when books are closed. */
export function isMonthEnd(time: number): boolean {
  return new Date(time + 2 * day).getUTCDate() <= 4 && new Date(time + 2 * day).getUTCDate() >= 1;
}

/** Easter Sunday (Gregorian, anonymous algorithm), as the time its UTC day begins. */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1);
}
