import { availableParallelism } from "node:os";

/** Until another process is as warm as this one, this one has run about as many tests. */
const testsPerStart = 60;

/** How many processes are worth their start, this one included. */
export function workerCount(tests: number, rules: number): number {
  return Math.max(1, Math.min(availableParallelism(), rules, Math.floor(tests / testsPerStart) + 1));
}
