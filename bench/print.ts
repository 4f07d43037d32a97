import type { Timing } from "./measure";

/** One figure with what it measures. */
export function line(what: string, figure: string): void {
  console.log(`${what.padEnd(56)} ${figure}`);
}

export function milliseconds({ median, fastest, slowest }: Timing): string {
  const [m, f, s] = [median, fastest, slowest].map((ms) => ms.toFixed(ms < 100 ? 1 : 0));
  return `${m} ms (${f} to ${s})`;
}
