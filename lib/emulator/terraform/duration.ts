import { parseDuration } from "@sentinel-agent-identities/clock";
import { EmulatorError } from "../errors";

/**
 * Milliseconds in an ISO 8601 duration: `P14D`, `PT5M`.
 * @throws EmulatorError for anything else
 */
export function durationMilliseconds(text: string, where: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined)
    throw new EmulatorError(where, `"${text}" is not a duration`, "write one like PT5M, PT1H or P14D");
  return milliseconds;
}
