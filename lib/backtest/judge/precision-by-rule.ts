import type { Share } from "./figures";
import type { RuleFigures } from "./judge";

/** How often each rule was right, by its name; of rules that were judged. */
export const precisionByRule = (rules: readonly RuleFigures[]): ReadonlyMap<string, Share> =>
  new Map(rules.flatMap(({ rule, quality }) => (quality ? [[rule, quality.precision] as const] : [])));
