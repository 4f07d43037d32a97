import { scalar, stringLiteral } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { unicodeRegex } from "../../regex";
import { toText } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { long, stringOf, sureBool, sureString, text } from "./helpers";

const joined = (parts: readonly string[], delimiter?: string): string =>
  parts.length === 0 ? "''" : `(${parts.join(delimiter ? ` || ${delimiter} || ` : " || ")})`;

const concat = (call: Call) => {
  const literals = call.args.map((arg) => arg.literal?.value);
  if (literals.every((value): value is string => typeof value === "string")) return stringLiteral(literals.join(""));
  return sureString(joined(call.args.map((arg) => toText(arg).sql)));
};

const trimEnds = (ends: "start" | "end" | "both") => (call: Call) => {
  const pattern = call.constant(0);
  if (typeof pattern !== "string") return call.refuse("with a pattern that is not a string");
  const start =
    ends === "end"
      ? (sql: string) => sql
      : (sql: string) => `regexp_replace(${sql}, ${quoted(`^(?:${unicodeRegex(pattern)})`)}, '')`;
  const end =
    ends === "start"
      ? (sql: string) => sql
      : (sql: string) => `regexp_replace(${sql}, ${quoted(`(?:${unicodeRegex(pattern)})$`)}, '')`;
  return sureString(end(start(text(call, 1))));
};

const substring = (call: Call) =>
  sureString(
    call.args.length > 2
      ? `kql_substring(${text(call, 0)}, ${long(call, 1)}, ${long(call, 2)})`
      : `kql_substring(${text(call, 0)}, ${long(call, 1)}, 2147483647)`,
  );

const split = (call: Call) => {
  const parts = `string_split(${text(call, 0)}, ${text(call, 1)})`;
  if (call.args.length < 3) return scalar("dynamic", `to_json(${parts})`, false);
  const index = long(call, 2);
  return scalar(
    "dynamic",
    `to_json(CASE WHEN ${index} BETWEEN 0 AND len(${parts}) - 1 THEN [${parts}[${index} + 1]] END)`,
  );
};

const indexOf = (call: Call) =>
  scalar(
    "long",
    `kql_indexof(${text(call, 0)}, ${text(call, 1)}, ${optional(call, 2, "0")}, ${optional(call, 3, "-1")}, ${optional(call, 4, "1")})`,
  );

const optional = (call: Call, index: number, otherwise: string): string =>
  index < call.args.length ? long(call, index) : `${otherwise}::BIGINT`;

export const textFamily: FunctionFamily = {
  functions: {
    strcat: concat,
    strcat_delim: (call) =>
      sureString(
        joined(
          call.args.slice(1).map((arg) => toText(arg).sql),
          text(call, 0),
        ),
      ),
    strlen: (call) => scalar("long", `length(${text(call, 0)})`, false),
    string_size: (call) => scalar("long", `strlen(${text(call, 0)})`, false),
    strrep: (call) =>
      call.args.length > 2
        ? sureString(
            `array_to_string(list_transform(range(${long(call, 1)}), lambda i : ${text(call, 0)}), ${text(call, 2)})`,
          )
        : sureString(`repeat(${text(call, 0)}, ${long(call, 1)})`),
    substring,
    split,
    indexof: indexOf,
    reverse: (call) => sureString(`reverse(${text(call, 0)})`),
    trim: trimEnds("both"),
    trim_start: trimEnds("start"),
    trim_end: trimEnds("end"),
    replace_string: (call) =>
      sureString(
        `CASE WHEN ${text(call, 1)} = '' THEN ${text(call, 0)} ELSE replace(${text(call, 0)}, ${text(call, 1)}, ${text(call, 2)}) END`,
      ),
    replace_strings: (call) =>
      stringOf(`kql_replace_strings(${text(call, 0)}, ${call.arg(1).sql}::VARCHAR, ${call.arg(2).sql}::VARCHAR)`),
    translate: (call) => stringOf(`kql_translate(${text(call, 0)}, ${text(call, 1)}, ${text(call, 2)})`),
    isascii: (call) => sureBool(`(strlen(${text(call, 0)}) = length(${text(call, 0)}))`),
    isutf8: (call) => sureBool(`(${text(call, 0)} IS NOT NULL)`),
    strcmp: (call) =>
      scalar(
        "int",
        `CASE WHEN ${text(call, 0)} < ${text(call, 1)} THEN -1 WHEN ${text(call, 0)} > ${text(call, 1)} THEN 1 ELSE 0 END`,
      ),
    to_utf8: codePoints,
    unicode_codepoints_from_string: codePoints,
    make_string: makeString,
    unicode_codepoints_to_string: makeString,
  },
  macros: [
    `kql_substring(s, start, n) AS CASE WHEN n <= 0 OR start >= length(s) THEN ''
      WHEN start < 0 THEN CASE WHEN length(s) + start < 0 THEN '' ELSE substring(s, length(s) + start + 1, least(n, 2147483647)) END ELSE substring(s, start + 1, least(n, 2147483647)) END`,
  ],
  scripts: [
    {
      name: "kql_indexof",
      parameters: ["VARCHAR", "VARCHAR", "BIGINT", "BIGINT", "BIGINT"],
      returns: "BIGINT",
      run: indexOfScript,
    },
    {
      name: "kql_replace_strings",
      parameters: ["VARCHAR", "VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: replaceStrings,
    },
    { name: "kql_translate", parameters: ["VARCHAR", "VARCHAR", "VARCHAR"], returns: "VARCHAR", run: translate },
    {
      name: "kql_make_string",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: stringOfCodes,
    },
  ],
};

function codePoints(call: Call) {
  return scalar(
    "dynamic",
    `CASE WHEN ${text(call, 0)} = '' THEN '[]'::JSON ELSE to_json(list_transform(string_split(${text(call, 0)}, ''), lambda c : unicode(c))) END`,
    false,
  );
}

function makeString(call: Call) {
  const items = call.args.map((arg) => `to_json(${arg.sql})`).join(", ");
  return stringOf(`kql_make_string(to_json([${items}])::VARCHAR)`);
}

/** Empty, which is Kusto's null string, where a code is no character: one row's value stops no query. */
function stringOfCodes(codes: string): string {
  const all = (JSON.parse(codes) as unknown[]).flat(3).map(Number);
  const isCharacter = (code: number) =>
    Number.isInteger(code) && code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return all.every(isCharacter) ? all.map((code) => String.fromCodePoint(code)).join("") : "";
}

/** The same for texts in which a character may take two places of a string: positions count characters. */
function indexInPoints(
  source: readonly string[],
  lookup: readonly string[],
  start: bigint,
  length: bigint,
  occurrence: bigint,
): bigint | null {
  // A sign of one place for each character makes positions those of the characters.
  const signs = new Map([...new Set([...source, ...lookup])].map((point, at) => [point, String.fromCharCode(at)]));
  const signed = (points: readonly string[]): string => points.map((point) => signs.get(point)!).join("");
  return indexInText(signed(source), signed(lookup), start, length, occurrence);
}

function indexOfScript(source: string, lookup: string, ...where: [bigint, bigint, bigint]): bigint | null {
  return /[\ud800-\udfff]/.test(source)
    ? indexInPoints([...source], [...lookup], ...where)
    : indexInText(source, lookup, ...where);
}

function indexInText(source: string, lookup: string, start: bigint, length: bigint, occurrence: bigint): bigint | null {
  const from = Number(start < 0n ? BigInt(source.length) + start : start);
  if (from < 0 || from > source.length || length < -1n || occurrence < 1n || lookup === "")
    return lookup === "" ? null : -1n;
  const end = length < 0n ? source.length : from + Number(length);
  let found = from - 1;
  for (let n = 0n; n < occurrence; n++) {
    found = source.indexOf(lookup, found + 1);
    if (found < 0 || found >= end) return -1n;
  }
  return BigInt(found);
}

/** Lookups are replaced one after the other; what was replaced once is not touched again. */
function replaceStrings(source: string, lookupsJson: string, rewritesJson: string): string | null {
  const lookups = JSON.parse(lookupsJson) as unknown;
  const rewrites = JSON.parse(rewritesJson) as unknown;
  if (!Array.isArray(lookups) || !Array.isArray(rewrites)) return null;
  let pieces: { text: string; done: boolean }[] = [{ text: source, done: false }];
  for (const [index, lookup] of lookups.entries()) {
    const rewrite = rewrites[index];
    if (typeof lookup !== "string" || lookup === "") continue;
    const text = typeof rewrite === "string" ? rewrite : lookup;
    pieces = pieces.flatMap((piece) => {
      if (piece.done) return [piece];
      const rest = piece.text.split(lookup).map((text) => ({ text, done: false }));
      return rest.flatMap((part, n) => (n === 0 ? [part] : [{ text, done: true }, part]));
    });
  }
  return pieces.map((piece) => piece.text).join("");
}

/** Characters beyond the replacement list take its last character. */
function translate(search: string, replacement: string, source: string): string {
  const from = [...search];
  const to = [...replacement];
  return [...source]
    .map((character) => {
      const index = from.indexOf(character);
      return index < 0 ? character : (to[Math.min(index, to.length - 1)] ?? "");
    })
    .join("");
}
