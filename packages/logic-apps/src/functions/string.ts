import { formatNumber } from "../values/format-number";
import { parseNumber } from "../values/number";
import { toText } from "../values/text";
import { isInteger, isNumber } from "../values/value";
import type { FunctionCall } from "./call";
import { any, type Family, takes } from "./function";

/** Searches that ignore case: the texts to look in and for. */
const folded = (call: FunctionCall): [string, string] => [call.string(0).toLowerCase(), call.string(1).toLowerCase()];

function substring(call: FunctionCall): string {
  const text = call.string(0);
  const start = call.integer(1);
  if (start < 0 || start > text.length) return call.expected(`a start index within the ${text.length} characters`, 1);
  if (call.count < 3) return text.slice(start);
  const length = call.integer(2);
  if (length < 0 || start + length > text.length)
    return call.expected(`a length of at most ${text.length - start} from index ${start}`, 2);
  return text.slice(start, start + length);
}

function nthIndexOf(call: FunctionCall): number {
  const [text, wanted] = folded(call);
  const nth = call.integer(2);
  let at = nth > 0 ? -1 : text.length;
  for (let i = 0; i < Math.abs(nth); i++) {
    const before = at;
    at = nth > 0 ? text.indexOf(wanted, at + 1) : at === 0 ? -1 : text.lastIndexOf(wanted, at - 1);
    // An empty text is found at the end, however often one looks.
    if (at < 0 || at === before) return -1;
  }
  return nth === 0 ? -1 : at;
}

function replace(call: FunctionCall): string {
  const old = call.string(1);
  if (old === "") return call.expected("a text that is not empty", 1);
  return call.string(0).split(old).join(call.string(2));
}

/** GUID formats: dashes, digits only, braces, parentheses. */
const guidFormats: Readonly<Record<string, (guid: string) => string>> = {
  D: (guid) => guid,
  N: (guid) => guid.replaceAll("-", ""),
  B: (guid) => `{${guid}}`,
  P: (guid) => `(${guid})`,
};

function guid(call: FunctionCall): string {
  const format = guidFormats[(call.optionalString(0) ?? "D").toUpperCase()];
  return format ? format(call.context.guid()) : call.expected("a format of D, N, B or P", 0);
}

function numberText(call: FunctionCall): string {
  const locale = call.optionalString(2) ?? "en-US";
  if (locale.toLowerCase() !== "en-us") return call.expected("the locale en-US, the only one that runs here,", 2);
  return formatNumber(call.amount(0), call.string(1)) ?? call.expected("a format such as N2, F0, C, P or 0,0.00", 1);
}

export const stringFunctions: Family = {
  concat: takes(1, any, (call) => call.all().map(toText).join("")),
  split: takes(2, 2, (call) => call.string(0).split(call.string(1))),
  substring: takes(2, 3, substring),
  slice: takes(2, 3, (call) => call.string(0).slice(call.integer(1), call.count > 2 ? call.integer(2) : undefined)),
  replace: takes(3, 3, replace),
  toLower: takes(1, 1, (call) => call.string(0).toLowerCase()),
  toUpper: takes(1, 1, (call) => call.string(0).toUpperCase()),
  trim: takes(1, 1, (call) => call.string(0).trim()),
  startsWith: takes(2, 2, (call) => folded(call)[0].startsWith(folded(call)[1])),
  endsWith: takes(2, 2, (call) => folded(call)[0].endsWith(folded(call)[1])),
  indexOf: takes(2, 2, (call) => folded(call)[0].indexOf(folded(call)[1])),
  lastIndexOf: takes(2, 2, (call) => folded(call)[0].lastIndexOf(folded(call)[1])),
  nthIndexOf: takes(3, 3, nthIndexOf),
  guid: takes(0, 1, guid),
  formatNumber: takes(2, 3, numberText),
  isInt: takes(1, 1, (call) => {
    const number = parseNumber(call.string(0));
    return number !== undefined && isInteger(number);
  }),
  isFloat: takes(1, 2, (call) => {
    const number = parseNumber(call.string(0));
    return number !== undefined && isNumber(number);
  }),
};
