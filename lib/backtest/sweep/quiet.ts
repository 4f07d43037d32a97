import type { Outcome } from "../../emulator";

/** Runs that were made and had no rows. One that was left out, since a rule rests after an alert, may have some. */
export const quietIn = ({ runs }: Outcome): ReadonlySet<string> =>
  new Set(runs.flatMap(({ at, rows }) => (rows === 0 ? [at] : [])));

const isWhole = ({ failures }: Outcome): boolean => failures.length === 0;

/** Whether a value lets at least as much through as another, in every run. */
export function isLooser(one: Outcome, than: Outcome): boolean {
  if (!isWhole(one) || !isWhole(than)) return false;
  const rows = new Map(one.runs.map((run) => [run.at, run.rows]));
  return than.runs.every((run) => (rows.get(run.at) ?? run.rows) >= run.rows);
}

/** Runs in which a value between two has no rows; unknown where neither lets through what the other does. */
export function between(one: Outcome, other: Outcome): ReadonlySet<string> | undefined {
  if (isLooser(one, other)) return quietIn(one);
  return isLooser(other, one) ? quietIn(other) : undefined;
}
