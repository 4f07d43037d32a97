import { fromMilliseconds, inRange, ticksPerSecond, toDate } from "./instant";

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
const months: Readonly<Record<string, number>> = { month: 1, year: 12 };

/** Units that amounts of time are given in. */
export const timeUnits = ["Second", "Minute", "Hour", "Day", "Week", "Month", "Year"] as const;

/**
 * Adds an amount of a unit; the last day of a month stays within the month.
 * Undefined when the unit is unknown or the year leaves 1 to 9999.
 */
export function addTime(ticks: bigint, amount: number, unit: string): bigint | undefined {
  const key = unit.toLowerCase();
  const length = seconds[key];
  const calendar = months[key];
  // More of any unit than there are seconds leads out of the calendar.
  if (!(Math.abs(amount) < 1e12)) return undefined;
  if (length !== undefined) {
    const result = ticks + BigInt(Math.round(amount * length * Number(ticksPerSecond)));
    return inRange(result) ? result : undefined;
  }
  return calendar === undefined || !Number.isInteger(amount) ? undefined : addMonths(ticks, amount * calendar);
}

function addMonths(ticks: bigint, count: number): bigint | undefined {
  const date = toDate(ticks);
  const first = new Date(0);
  first.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  const year = first.getUTCFullYear();
  const lastDay = new Date(Date.UTC(2000 + (((year % 400) + 400) % 400), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  const timeOfDay = ticks % (86_400n * ticksPerSecond);
  const result = fromMilliseconds(first.getTime()) + timeOfDay;
  return inRange(result) ? result : undefined;
}

/** Milliseconds of an amount of a unit, for waits; months and years have no fixed length and are none. */
export function milliseconds(amount: number, unit: string): number | undefined {
  const length = seconds[unit.toLowerCase()];
  return length === undefined ? undefined : amount * length * 1000;
}
