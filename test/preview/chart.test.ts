import { chart } from "../../lib/preview/show/chart";

const answer = (type: string, days: readonly [string, string]) => ({
  columns: [
    { name: "Day", type },
    { name: "Table", type: "string" },
    { name: "Bytes", type: "long" },
  ],
  rows: [
    [days[0], "second", 4000],
    [days[1], "first", 1000],
    [days[1], "second", 2000],
  ],
});

/** Bars of a colour, by where they stand along the axis: their feet and their heights. */
const bars = (svg: string, colour: number) =>
  [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)l[\d.]+ 0l0 -?([\d.]+)[^"]*" fill="var\(--c(\d)\)"/g)]
    .filter(([, , , , of]) => Number(of) === colour)
    .map(([, x, foot, height]) => ({ x: Number(x), foot: Number(foot), height: Number(height) }));

test.each([
  ["datetime", ["2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"]],
  ["string", ["Monday", "Tuesday"]],
] as const)("what is stacked stands on what its own place has, not on another one's: %s", (type, days) => {
  const { text } = chart(answer(type, days) as never, { visualization: "barchart", title: "Bytes" }, "c");
  const [below, above] = [bars(text, 1), bars(text, 2)];
  expect(below.map(({ foot }) => foot)).toEqual([below[0]!.foot, below[0]!.foot]);
  expect(below[0]!.height).toBe(2 * below[1]!.height);
  const other = above.filter(({ height }) => height > 0);
  expect(other).toEqual([{ x: below[1]!.x, foot: below[1]!.foot - below[1]!.height, height: below[1]!.height / 2 }]);
});

test("numbers are written as the axis says, in the table below, too", () => {
  const ySettings = { numberFormatSettings: { unit: 2, options: { maximumFractionDigits: 1 } } };
  const content = { visualization: "barchart", title: "Bytes", chartSettings: { ySettings } };
  const { text } = chart(answer("string", ["Monday", "Tuesday"]) as never, content, "c");
  expect(text).toContain(">4 KB<");
  expect(text).toContain(">0 B<");
  expect(chart(answer("string", ["a", "b"]) as never, { ...content, chartSettings: {} }, "c").text).toContain(">4000<");
});
