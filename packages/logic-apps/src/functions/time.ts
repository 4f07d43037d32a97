import { didYouMean } from "@sentinel-agent-identities/spelling";
import { addTime, timeUnits } from "../time/add";
import { formatInstant } from "../time/format";
import { fromDate, type Instant, ticksPerDay, ticksPerSecond, toDate } from "../time/instant";
import { parseInstant } from "../time/parse";
import { fromZone, toZone, windowsZones, zoneName } from "../time/zones";
import { integer } from "../values/number";
import type { FunctionCall } from "./call";
import { type Family, takes, type WorkflowFunction } from "./function";

function timestamp(call: FunctionCall, index: number): Instant {
  return parseInstant(call.string(index)) ?? call.expected("a timestamp such as 2026-01-31T09:30:00Z", index);
}

/** Writes the instant in the format of argument `index`, or with seven decimals. */
function written(call: FunctionCall, instant: Instant, index: number): string {
  const format = call.optionalString(index) ?? "o";
  return formatInstant(instant, format) ?? call.expected("a .NET date format", index);
}

function zone(call: FunctionCall, index: number): string {
  const given = call.string(index);
  const known = zoneName(given);
  if (known) return known;
  const hint = didYouMean(given, windowsZones()) ?? "use a Windows name such as W. Europe Standard Time";
  return call.fail(`does not know the time zone "${given}"; ${hint}`);
}

function moved(call: FunctionCall, from: Instant, amount: number, unit: string): Instant {
  const ticks = addTime(from.ticks, amount, unit);
  if (ticks !== undefined) return { ...from, ticks };
  return call.fail(`cannot move ${formatInstant(from, "o")} by ${amount} "${unit}"; units: ${timeUnits.join(", ")}`);
}

const adding = (unit: string): WorkflowFunction =>
  takes(2, 3, (call) => written(call, moved(call, timestamp(call, 0), call.amount(1), unit), 2));

const shifting = (sign: 1 | -1): WorkflowFunction =>
  takes(3, 4, (call) => written(call, moved(call, timestamp(call, 0), sign * call.amount(1), call.string(2)), 3));

const fromNow = (sign: 1 | -1): WorkflowFunction =>
  takes(2, 3, (call) => {
    const now = fromDate(call.context.now());
    return written(call, moved(call, now, sign * call.amount(0), call.string(1)), 2);
  });

const startOf = (start: (instant: Instant) => bigint): WorkflowFunction =>
  takes(1, 2, (call) => {
    const instant = timestamp(call, 0);
    return written(call, { ...instant, ticks: start(instant) }, 1);
  });

const startOfDay = (ticks: bigint): bigint => ticks - (ticks % ticksPerDay);

const field = (read: (date: Date, ticks: bigint) => number): WorkflowFunction =>
  takes(1, 1, (call) => {
    const { ticks } = timestamp(call, 0);
    return read(toDate(ticks), ticks);
  });

function dayOfYear(date: Date, ticks: bigint): number {
  const first = new Date(date);
  first.setUTCMonth(0, 1);
  const firstDay = startOfDay(fromDate(first).ticks);
  return Number((startOfDay(ticks) - firstDay) / ticksPerDay) + 1;
}

/** `[-][d.]hh:mm:ss[.fffffff]`, as .NET writes a time span. */
function span(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint) => String(value).padStart(2, "0");
  const seconds = size / ticksPerSecond;
  const days = seconds / 86_400n;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(":");
  const below = size % ticksPerSecond;
  return `${ticks < 0n ? "-" : ""}${days > 0n ? `${days}.` : ""}${clock}${below > 0n ? `.${String(below).padStart(7, "0")}` : ""}`;
}

function parse(call: FunctionCall): string {
  const locale = call.optionalString(1) ?? "en-US";
  if (!/^en(-us)?$/i.test(locale)) return call.expected("the locale en-US, the only one that runs here,", 1);
  if (call.optionalString(2) !== undefined)
    return call.fail("does not run here with a format; give ISO 8601 or M/d/yyyy");
  return written(call, timestamp(call, 0), 3);
}

export const timeFunctions: Family = {
  utcNow: takes(0, 1, (call) => written(call, fromDate(call.context.now()), 0)),
  formatDateTime: takes(1, 3, (call) => {
    if (!/^en(-us)?$/i.test(call.optionalString(2) ?? "en-US"))
      return call.expected("the locale en-US, the only one that runs here,", 2);
    return written(call, timestamp(call, 0), 1);
  }),
  parseDateTime: takes(1, 3, parse),
  addSeconds: adding("Second"),
  addMinutes: adding("Minute"),
  addHours: adding("Hour"),
  addDays: adding("Day"),
  addToTime: shifting(1),
  subtractFromTime: shifting(-1),
  getFutureTime: fromNow(1),
  getPastTime: fromNow(-1),
  startOfDay: startOf(({ ticks }) => startOfDay(ticks)),
  startOfHour: startOf(({ ticks }) => ticks - (ticks % (3600n * ticksPerSecond))),
  startOfMonth: startOf(({ ticks }) => startOfDay(ticks) - BigInt(toDate(ticks).getUTCDate() - 1) * ticksPerDay),
  dayOfMonth: field((date) => date.getUTCDate()),
  dayOfWeek: field((date) => date.getUTCDay()),
  dayOfYear: field(dayOfYear),
  ticks: takes(1, 1, (call) => integer(timestamp(call, 0).ticks)!),
  dateDifference: takes(2, 2, (call) => span(timestamp(call, 1).ticks - timestamp(call, 0).ticks)),
  convertFromUtc: takes(2, 3, (call) =>
    written(call, { ticks: toZone(timestamp(call, 0).ticks, zone(call, 1)), utc: false }, 2),
  ),
  convertToUtc: takes(2, 3, (call) => {
    const { ticks, utc } = timestamp(call, 0);
    return written(call, { ticks: utc ? ticks : fromZone(ticks, zone(call, 1)), utc: true }, 2);
  }),
  convertTimeZone: takes(3, 4, (call) => {
    const { ticks, utc } = timestamp(call, 0);
    const instant = utc ? ticks : fromZone(ticks, zone(call, 1));
    return written(call, { ticks: toZone(instant, zone(call, 2)), utc: zoneName(call.string(2)) === "Etc/UTC" }, 3);
  }),
};
