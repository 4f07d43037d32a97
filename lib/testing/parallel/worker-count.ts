import { availableParallelism } from "node:os";

/** A worker takes about as long to start as this many tests take. */
const testsPerStart = 25;

/** How many processes are worth their start: 1 is this one. */
export function workerCount(tests: number, rules: number): number {
  return Math.max(1, Math.min(availableParallelism(), rules, Math.floor(tests / testsPerStart)));
}
