import { cutText } from "../src/cut-text";

test.each([
  ["short", 30, "short"],
  ["exactly ten", 11, "exactly ten"],
  ["exactly ten", 10, "exactly…"],
  ["ää", 4, "ää"],
  ["äää", 5, "ä…"],
  ["\u0001\u0001\u0001", 18, "\u0001\u0001\u0001"],
  ["\u0001\u0001\u0001", 17, "\u0001\u0001…"],
  ["\u0001\u0001\u0001", 15, "\u0001\u0001…"],
  ["\u0001\u0001\u0001", 14, "\u0001…"],
  ["a\u{1f600}b", 5, "a…"],
  ["abcd", 3, "…"],
])("%j in %d bytes of JSON is %j", (text, bytes, expected) => {
  expect(cutText(text, bytes)).toBe(expected);
  expect(Buffer.byteLength(JSON.stringify(expected)) - 2).toBeLessThanOrEqual(bytes);
});
