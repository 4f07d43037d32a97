/** How long something took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

type Work = () => unknown;

/**
 * Times several pieces of work, turn by turn, so that whatever else the machine does hits all of them alike.
 * @param runs timed runs of each
 * @param warmups untimed runs of each before that
 */
export async function measure(work: readonly Work[], runs: number, warmups: number): Promise<Timing[]> {
  const times: number[][] = work.map(() => []);
  for (let run = -warmups; run < runs; run++) {
    for (const [i, once] of work.entries()) {
      const start = performance.now();
      await once();
      if (run >= 0) times[i]!.push(performance.now() - start);
    }
  }
  return times.map(timing);
}

/** The median of times in milliseconds, and how far they spread. */
export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return { median, fastest: sorted[0]!, slowest: sorted.at(-1)! };
}
