import { ContentError } from "../content";
import type { Breach } from "../limits";

/** Where it is, and what is wrong with it. */
const inGeneral = (what: string, { path, message }: Breach): string =>
  `${what}: ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`;

/**
 * Refuses what a service would refuse, before anything is written.
 * @param what is to be deployed, such as `rule "A thing happened"`
 * @param told how a breach is told; by default as it is everywhere
 * @throws ContentError with every breach
 */
export function assertWithinLimits(what: string, breaches: readonly Breach[], told = inGeneral): void {
  if (breaches.length === 0) return;
  throw new ContentError(
    breaches.map((breach) => ({
      code: breach.limit,
      severity: "error",
      message: told(what, breach),
      // Nobody knows here which file the value came from.
      file: "(construct)",
      line: 1,
      column: 1,
      suggestion: breach.suggestion,
    })),
  );
}
