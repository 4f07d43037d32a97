import { EmulatorError } from "../errors";

const unit = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const;

/**
 * Milliseconds in an ISO 8601 duration of days, hours, minutes and seconds: `P14D`, `PT5M`.
 * @throws EmulatorError for anything else
 */
export function durationMilliseconds(text: string, where: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match || text === "P" || text.endsWith("T"))
    throw new EmulatorError(where, `"${text}" is not a duration`, "write one like PT5M, PT1H or P14D");
  const [, days, hours, minutes, seconds] = match.map((part) => Number(part ?? 0));
  return days! * unit.D + hours! * unit.H + minutes! * unit.M + seconds! * unit.S;
}
