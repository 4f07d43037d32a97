import { parseDuration } from "../src";

test.each([
  ["PT0S", 0],
  ["PT5M", 300_000],
  ["PT1.5S", 1500],
  ["P14D", 1_209_600_000],
  ["P1W", 604_800_000],
  ["P1DT2H3M4S", 93_784_000],
])("%s", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["", "P", "PT", "P1DT", "5m", "pt5m", "P1M", "P1Y", "-PT5M", "PT5M ", "PT1.5M", "PT1M1H"])(
  "%j is none",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
