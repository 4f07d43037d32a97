import { written } from "../../lib/preview/show/number-format";

const grouped = { unit: 0, options: { style: "decimal", useGrouping: true } };

test.each([
  [160291, undefined, "160291"],
  [160291, grouped, "160,291"],
  ["160291", grouped, "160,291"],
  [12.345, { unit: 0 }, "12.35"],
  [72_000_000, { unit: 2, options: { style: "decimal", maximumFractionDigits: 1 } }, "72 MB"],
  [7585, { unit: 2, options: { maximumFractionDigits: 1 } }, "7.6 KB"],
  [0, { unit: 2 }, "0 B"],
  [999, { unit: 17 }, "999"],
  [-1_250_000, { unit: 17, options: { maximumSignificantDigits: 3 } }, "-1.25M"],
  [90, { unit: 1, options: { style: "decimal" } }, "90%"],
  ["Verified", grouped, "Verified"],
  [null, grouped, ""],
  // What it stands for is not known here: the number says at least what it is.
  [42, { unit: 99 }, "42"],
])("%p as %j is written %p", (value, format, text) => {
  expect(written(value, format)).toBe(text);
});
