import type { CompiledRule } from "../rules/compiled-rule";
import type { TableSizes } from "../rules/table-sizes";
import type { Watchlist } from "../workspace/model";
import { KeptStretches } from "./kept-stretches";
import type { Notes } from "./notes";

const day = 24 * 3_600_000;
/** Rows of a stretch: enough that what it takes to plan its statements is little beside what they take to run. */
const worthwhile = 500_000;

/** How time is gone through. */
export interface Stretches {
  /** ends of the stretches that are foretold one after the other; the last is the end of the time */
  readonly stretches: readonly Date[];
  /** what came of stretches in an earlier try. @default - nothing is kept */
  readonly kept?: KeptStretches;
}

/** What is gone through. */
interface StretchParts {
  readonly rules: readonly CompiledRule[];
  readonly watchlists: readonly Watchlist[];
  readonly sizes: TableSizes;
  readonly notes: Notes | undefined;
}

/**
 * The stretches of time that are gone through one after the other: all of it at once where nothing is kept.
 * @param options.stretch length in milliseconds. @default - whole days that hold about as many rows as are worth their statements
 */
export function stretchesOf(
  { rules, watchlists, sizes, notes }: StretchParts,
  from: Date,
  to: Date,
  options: { readonly stretch?: number },
): Stretches {
  if (!notes) return { stretches: [to] };
  const length = options.stretch ?? Math.ceil(worthwhile / sizes.allIn(day)) * day;
  const stretches: Date[] = [];
  for (let end = from.getTime() + length; end < to.getTime(); end += length) stretches.push(new Date(end));
  return {
    stretches: [...stretches, to],
    kept: KeptStretches.of(notes, rules, watchlists, [from, to, length]),
  };
}
