import { ContentError } from "../content";
import type { Breach } from "../limits";

/**
 * Refuses what a service would refuse, before anything is written.
 * @param what is to be deployed, such as `rule "A thing happened"`
 * @throws ContentError with every breach
 */
export function assertWithinLimits(what: string, breaches: readonly Breach[]): void {
  if (breaches.length === 0) return;
  throw new ContentError(
    breaches.map(({ limit, path, message, suggestion }) => ({
      code: limit,
      severity: "error",
      message: `${what}: ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`,
      // Nobody knows here which file the value came from.
      file: "(construct)",
      line: 1,
      column: 1,
      suggestion,
    })),
  );
}
