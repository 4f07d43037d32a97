import { retryAfter } from "../src";

const now = new Date("2026-01-01T00:00:00Z");

test.each<[string, string, number]>([
  ["seconds", "120", 120_000],
  ["none at all", "0", 0],
  ["seconds between spaces", " 7 ", 7000],
  ["a date", "Thu, 01 Jan 2026 00:05:00 GMT", 300_000],
  ["a date as RFC 850 wrote it", "Thursday, 01-Jan-26 00:05:00 GMT", 300_000],
  ["a date as asctime() writes it, in GMT though it does not say so", "Thu Jan  1 00:05:00 2026", 300_000],
  ["a date that has passed", "Wed, 31 Dec 2025 23:59:00 GMT", 0],
])("%s", (_case, header, milliseconds) => {
  expect(retryAfter(header, now)).toBe(milliseconds);
});

test.each([null, undefined, "", "soon", "-5", "1.5", "5 s", "2026-01-01T00:05:00Z", "Thu, 99 Jan 2026 00:05:00 GMT"])(
  "%j asks for no wait",
  (header) => {
    expect(retryAfter(header, now)).toBeUndefined();
  },
);

test("a date is compared with the answer's own, and with this clock where that cannot be read", () => {
  const until = "Thu, 01 Jan 2026 09:00:07 GMT";
  expect(retryAfter(until, now, "Thu, 01 Jan 2026 09:00:00 GMT")).toBe(7000);
  for (const date of [null, "", "now"]) expect(retryAfter(until, now, date)).toBe(9 * 3_600_000 + 7000);
});
