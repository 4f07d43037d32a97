import type { ReplayOptions, ReplayParts } from "../replay";

/** How rules are run once more. */
export interface Rehearsal extends ReplayOptions {
  /** times of runs, ISO 8601, that are taken to have no rows. @default - every run is made */
  readonly quiet?: ReadonlySet<string>;
  /**
   * Watchlists, by alias, whose items differ from one rehearsal to another: what a rule finds without them is kept for the
   * next. @default - none is known
   */
  readonly apart?: readonly string[];
}

const nothing = { rows: 0, alerts: [], ms: 0 };

/** Makes no run that has no rows. */
export const exceptQuiet = (
  ahead: ReplayParts["ahead"],
  quiet: ReadonlySet<string> = new Set(),
): ReplayParts["ahead"] => ({
  singles: ahead.singles,
  outcome: async (compiled, run, wanted, place) =>
    quiet.has(run.at.toISOString())
      ? nothing
      : ahead.outcome(compiled, run, (later) => wanted(later) && !quiet.has(later.at.toISOString()), place),
});
