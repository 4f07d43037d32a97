import { readOtlpTraces } from "../src";
import { request, span } from "./support";

const one = JSON.stringify(request(span({ name: "one" })));
const two = JSON.stringify(request(span({ name: "two" })));

test.each<[string, string, string[]]>([
  ["one compact document", one, ["one"]],
  ["one document over many lines", JSON.stringify(JSON.parse(one), null, 2), ["one"]],
  ["JSON-lines", `${one}\n${two}\n`, ["one", "two"]],
  ["JSON-lines with Windows line ends and empty lines", `${one}\r\n\r\n${two}\r\n`, ["one", "two"]],
  ["a byte order mark in front", `\uFEFF${one}`, ["one"]],
  ["a byte order mark in front of JSON-lines", `\uFEFF${one}\n${two}`, ["one", "two"]],
  ["no text", "", []],
  ["blank text", " \n\n", []],
  ["a request without spans", '{"resourceSpans":[]}', []],
])("%s", (_, text, names) => {
  expect(readOtlpTraces(text, "spans.json").map((row) => row.Name)).toEqual(names);
});
