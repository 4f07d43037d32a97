import { waitBefore } from "../src/http/pacing";
import { batches } from "../src/send/batches";

const now = new Date("2026-03-02T10:00:00Z");
const by = (random: number) => ({ clock: { now: () => now }, sleep: async () => {}, random: () => random });

test.each<[attempt: number, header: string | null, random: number, milliseconds: number]>([
  [1, null, 0, 500],
  [1, null, 1, 1000],
  [2, null, 1, 2000],
  [4, null, 0.5, 6000],
  [9, null, 1, 256_000],
  [10, null, 1, 300_000],
  [60, null, 0, 150_000],
  [1, "7", 1, 7000],
  [5, "0", 1, 0],
  [1, "301", 1, 300_000],
  [1, "Mon, 02 Mar 2026 10:00:30 GMT", 1, 30_000],
  [3, "soon", 1, 4000],
])("before attempt %d after an answer with %j, by chance %d, %d ms pass", (attempt, header, random, milliseconds) => {
  expect(waitBefore(attempt, header, by(random))).toBe(milliseconds);
});

test("rows go in as few requests as take them, in order, to the byte", () => {
  const sizes = (rows: readonly number[], limit: number) => batches(rows.map(Object), limit, (row) => Number(row));
  const numbers = (found: readonly object[][]) => found.map((rows) => rows.map(Number));
  // Each row takes a byte more, for what parts it from the next.
  expect(numbers(sizes([4, 4, 1], 10))).toEqual([[4, 4], [1]]);
  expect(numbers(sizes([4, 4, 1], 9))).toEqual([[4], [4, 1]]);
  expect(numbers(sizes([4, 5, 1], 12))).toEqual([[4, 5], [1]]);
  expect(numbers(sizes([4, 5, 1], 13))).toEqual([[4, 5, 1]]);
  expect(numbers(sizes([9, 9], 10))).toEqual([[9], [9]]);
  expect(sizes([], 10)).toEqual([]);
  expect(() => sizes([1, 10], 10)).toThrow("has 11 bytes and a request takes 10");
  expect(batches([{ a: "é" }, { a: "é" }], 22)).toHaveLength(1);
  expect(batches([{ a: "é" }, { a: "é" }], 21)).toHaveLength(2);
});
