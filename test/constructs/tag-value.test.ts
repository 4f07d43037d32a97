import { tagValue } from "../../lib/constructs/tag-value";

const sentence = (bytes: number) => `${"x".repeat(bytes - 1)}.`;

test.each([
  ["a text that fits", "Finds agents. And more.\n", "Finds agents. And more."],
  ["a text of 256 bytes", sentence(256), sentence(256)],
  ["a sentence too many", `${sentence(200)} ${sentence(54)} ${sentence(9)}`, `${sentence(200)} ${sentence(54)}`],
  ["a line too many", `${sentence(250)}\nNothing else.`, sentence(250)],
  ["characters of several bytes", `Fünf. ${"ü".repeat(126)}.`, "Fünf."],
  ["one sentence that is too long", `${"word ".repeat(60)}end.`, `${"word ".repeat(49)}word…`],
  ["no place to cut at", "x".repeat(300), ""],
])("%s", (_what, text, expected) => expect(tagValue(text)).toBe(expected));
