import type { LogAnalytics } from "../src/query/log-analytics";
import { nextSlice } from "../src/signatures/read-records";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 10, 0, seconds));
const until = at(60);
/** Logs in which so many records arrived in each second. */
const logs = (...seconds: { second: number; rows: number; characters?: number }[]): LogAnalytics =>
  ({
    rows: async () =>
      seconds.map(({ second, rows, characters = 10 }) => ({
        Second: at(second).toISOString(),
        Rows: rows,
        Characters: characters,
        Oversized: 0,
      })),
  }) as unknown as LogAnalytics;

test("a slice ends after the last second that fits, never where it began", async () => {
  const slice = await nextSlice(logs({ second: 0, rows: 10 }, { second: 1, rows: 10 }), at(0), until, 10);
  expect(slice).toMatchObject({ from: at(0), to: at(1) });
  expect(slice).not.toHaveProperty("parts");
});

test("a second that holds too much by itself is taken whole, in parts", async () => {
  const slice = await nextSlice(logs({ second: 0, rows: 25 }, { second: 1, rows: 1 }), at(0), until, 10);
  expect(slice.to).toEqual(at(1));
  expect(slice.parts!.length).toBeGreaterThanOrEqual(3);
});

test("seconds that fit together are one slice, up to the end", async () => {
  const all = logs({ second: 0, rows: 4 }, { second: 5, rows: 4 }, { second: 9, rows: 2 });
  expect(await nextSlice(all, at(0), until, 10)).toEqual({ from: at(0), to: until, oversized: false });
  expect((await nextSlice(all, at(0), until, 9)).to).toEqual(at(6));
});

test("a slice never goes beyond what has settled", async () => {
  const settled = new Date(at(5).getTime() + 400);
  const slice = await nextSlice(logs({ second: 5, rows: 25 }), at(5), settled, 10);
  expect(slice.to).toEqual(settled);
});

test("text counts as rows do", async () => {
  const slice = await nextSlice(
    logs({ second: 0, rows: 1, characters: 5_000_000 }, { second: 1, rows: 1, characters: 5_000_000 }),
    at(0),
    until,
    1000,
  );
  expect(slice.to).toEqual(at(1));
});
