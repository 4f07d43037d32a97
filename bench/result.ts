import type { Timing } from "./measure";
import { line, milliseconds } from "./print";

/** One measured thing: what it took, and figures that come with it. */
export interface BenchRow {
  readonly name: string;
  readonly timing: Timing;
  /** such as ratios to another row of the same run */
  readonly figures: Readonly<Record<string, number>>;
  /** bytes of memory at the most */
  readonly peakMemory: number;
}

/** Prints rows for people, or as JSON for machines. */
export function printRows(rows: readonly BenchRow[], format: "text" | "json"): void {
  if (format === "json") {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  for (const { name, timing, figures, peakMemory } of rows) {
    line(name, milliseconds(timing));
    for (const [figure, value] of Object.entries(figures)) line(`  ${figure}`, printed(value));
    line("  peak memory", `${Math.round(peakMemory / 1e6)} MB`);
  }
}

const printed = (value: number): string => (Math.abs(value) < 100 ? value.toFixed(2) : String(Math.round(value)));
