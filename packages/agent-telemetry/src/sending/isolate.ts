import type { Rejection } from "./service";

/** What an endpoint says to some rows: that they are taken, all but some, or why not. */
export type Said = { readonly rejected: readonly Rejection[] } | { readonly refused: string };

/** Rows of a batch told apart. */
export interface Isolated {
  /** rows that are given up */
  readonly rejected: readonly Rejection[];
  /** Whether any row was taken. */
  readonly taken: boolean;
}

/** Requests that a batch may cost, which find two rows among many. What is refused when they are spent is given up as it is. */
const mostRequests = (rows: number): number => 8 + 4 * Math.ceil(Math.log2(rows));

/** Requests to an endpoint that may take nothing at all: one for each half. */
const fewRequests = 2;

/**
 * Tells rows that an endpoint refuses from others of their batch, by asking for halves of what is refused. One record, be it
 * one that an attacker had written, is not to take those beside it along.
 * @param ask says what the endpoint says to some rows; undefined when nothing can be asked any more
 * @param takesSome whether the endpoint took anything lately
 * @returns undefined when the endpoint could not be asked to the end: nothing is given up
 */
export async function isolate<Row>(
  rows: readonly Row[],
  ask: (rows: readonly Row[]) => Promise<Said | undefined>,
  takesSome: boolean,
): Promise<Isolated | undefined> {
  const rejected: Rejection[] = [];
  const parts = halvesOf(0, rows.length);
  let left = takesSome ? mostRequests(rows.length) : fewRequests;
  let taken = false;
  let reason = "";
  for (let part = parts.shift(); part; part = parts.shift()) {
    const [from, to] = part;
    const said = left-- > 0 ? await ask(rows.slice(from, to)) : { refused: reason };
    if (!said) return undefined;
    if ("rejected" in said) {
      if (!taken && !takesSome) left = mostRequests(rows.length);
      taken ||= said.rejected.length < to - from;
      rejected.push(...said.rejected.map(({ index, reason }) => ({ index: from + index, reason })));
      continue;
    }
    reason = said.refused;
    if (left > 0 && to - from > 1) parts.push(...halvesOf(from, to));
    else for (let index = from; index < to; index++) rejected.push({ index, reason });
  }
  return { rejected: rejected.sort((a, b) => a.index - b.index), taken };
}

function halvesOf(from: number, to: number): [from: number, to: number][] {
  const middle = Math.ceil((from + to) / 2);
  return [
    [from, middle],
    [middle, to],
  ];
}
