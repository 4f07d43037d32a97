import { isDeepStrictEqual } from "node:util";
import type { Row } from "../emulator";

/** How rows differ from those a test expects, of which it names the columns that matter; empty when they do not. */
export function rowDifferences(expected: readonly Row[], actual: readonly Row[]): string[] {
  if (expected.length !== actual.length)
    return [`expected ${expected.length} row(s), got ${actual.length}: ${JSON.stringify(actual)}`];
  return expected.flatMap((row, i) =>
    Object.entries(row)
      .filter(([column, value]) => !isDeepStrictEqual(comparable(actual[i]![column]), comparable(value)))
      .map(
        ([column, value]) =>
          `row ${i + 1}: ${column} is ${JSON.stringify(comparable(actual[i]![column]))}, expected ${JSON.stringify(value)}`,
      ),
  );
}

/** A value as a test file can write it: no bigints, and times without needless fractions. */
function comparable(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date(value).toISOString();
  return value ?? null;
}
