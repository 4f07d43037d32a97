const first = 1000;
const longest = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time, up to a minute, less a random part
 * so that agents do not come back all at once.
 * @param failures attempts that failed in a row, from 1
 * @param random from 0 to 1
 */
export function backoff(failures: number, random: number): number {
  return Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + random / 2);
}
