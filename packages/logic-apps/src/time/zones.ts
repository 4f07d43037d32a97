import type * as WindowsIana from "windows-iana";
import { fromMilliseconds, toDate } from "./instant";

let loaded: typeof WindowsIana | undefined;

/** Loaded with the first zone that is asked for. */
function windowsIana(): typeof WindowsIana {
  loaded ??= require("windows-iana") as typeof WindowsIana;
  return loaded;
}

/** Names of Windows' time zones. */
export const windowsZones = (): Set<string> =>
  new Set(windowsIana().WINDOWS_TO_IANA_MAP.map((zone) => zone.windowsName));

/** The IANA name of a zone given by its Windows or IANA name; undefined when unknown. */
export function zoneName(name: string): string | undefined {
  if (name.toUpperCase() === "UTC") return "Etc/UTC";
  const [windows] = windowsIana().findIana(name);
  if (windows) return windows;
  if (!name.includes("/")) return undefined;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Ticks of the clock on the wall in a zone at a UTC instant. */
export function toZone(ticks: bigint, zone: string): bigint {
  return ticks + offset(ticks, zone);
}

/** UTC of a wall clock in a zone; of a time that the clock shows twice, the one in standard time. */
export function fromZone(ticks: bigint, zone: string): bigint {
  const day = 864_000_000_000n;
  const candidates = [offset(ticks - day, zone), offset(ticks + day, zone)];
  const fitting = candidates.map((o) => ticks - o).filter((utc) => toZone(utc, zone) === ticks);
  return fitting.length === 0 ? ticks - candidates[0]! : fitting.reduce((a, b) => (a > b ? a : b));
}

function offset(ticks: bigint, zone: string): bigint {
  const date = toDate(ticks);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(date);
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return fromMilliseconds(wall) - fromMilliseconds(Math.floor(date.getTime() / 1000) * 1000);
}
