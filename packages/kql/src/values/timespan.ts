import { TICKS_PER_DAY, TICKS_PER_SECOND } from "./datetime";

const unitTicks: Readonly<Record<string, number>> = {
  d: 864e9,
  day: 864e9,
  days: 864e9,
  h: 36e9,
  hr: 36e9,
  hrs: 36e9,
  hour: 36e9,
  hours: 36e9,
  m: 6e8,
  min: 6e8,
  minute: 6e8,
  minutes: 6e8,
  s: 1e7,
  sec: 1e7,
  second: 1e7,
  seconds: 1e7,
  ms: 1e4,
  milli: 1e4,
  millis: 1e4,
  millisec: 1e4,
  millisecond: 1e4,
  milliseconds: 1e4,
  us: 10,
  micro: 10,
  micros: 10,
  microsec: 10,
  microsecond: 10,
  microseconds: 10,
  microsecs: 10,
  nanos: 0.01,
  nanosecond: 0.01,
  nanoseconds: 0.01,
  tick: 1,
  ticks: 1,
};

const measured = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)$/i;
const clock = /^([+-]?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;
const daysOnly = /^([+-]?)(\d+)$/;

/** Reads a timespan literal or text (`1d`, `1.02:03:04.5`, `30m`); undefined when it is none, or longer than any. */
export function parseTimespan(text: string): bigint | undefined {
  const ticks = ticksOf(text);
  return ticks === undefined || BigInt.asIntN(64, ticks) !== ticks ? undefined : ticks;
}

function ticksOf(text: string): bigint | undefined {
  const trimmed = text.trim();
  const withUnit = measured.exec(trimmed);
  if (withUnit) {
    const ticks = unitTicks[withUnit[2]!.toLowerCase()];
    return ticks === undefined ? undefined : scaled(withUnit[1]!, ticks);
  }
  const parts = clock.exec(trimmed);
  if (parts) {
    const [, sign, days = "0", hours, minutes, seconds = "0", fraction = ""] = parts;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const whole = BigInt(days) * 86400n + BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
    const ticks = whole * TICKS_PER_SECOND + BigInt(fraction.padEnd(7, "0"));
    return sign === "-" ? -ticks : ticks;
  }
  const days = daysOnly.exec(trimmed);
  if (!days) return undefined;
  return BigInt(days[2]!) * TICKS_PER_DAY * (days[1] === "-" ? -1n : 1n);
}

const scaled = (amount: string, ticks: number): bigint =>
  /^[+-]?\d+$/.test(amount) && ticks >= 1
    ? BigInt(amount.replace("+", "")) * BigInt(ticks)
    : BigInt(Math.round(Number(amount) * ticks));

/** Kusto's text form: `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatTimespan(ticks: bigint): string {
  const absolute = ticks < 0n ? -ticks : ticks;
  const days = absolute / TICKS_PER_DAY;
  const seconds = (absolute % TICKS_PER_DAY) / TICKS_PER_SECOND;
  const fraction = absolute % TICKS_PER_SECOND;
  const pad = (value: bigint): string => String(value).padStart(2, "0");
  const clockText = `${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}`;
  return `${ticks < 0n ? "-" : ""}${days > 0n ? `${days}.` : ""}${clockText}${
    fraction > 0n ? `.${String(fraction).padStart(7, "0")}` : ""
  }`;
}
