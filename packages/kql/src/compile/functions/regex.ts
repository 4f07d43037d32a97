import { scalar } from "../../plan/scalar";
import { captureGroups, groupNames } from "../../regex";
import { convert, toText } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { regexSql } from "../strings";
import { long, sureString, text } from "./helpers";

const pattern = (call: Call, index: number): string =>
  regexSql(toText(call.arg(index)), call.argNodes[index]!, call.scope);

/** `extract(regex, group, text [, typeof])`. */
const extract = (call: Call) => {
  const group = call.constant(1);
  if (typeof group !== "bigint" || group < 0n || group > 9n) return call.refuse("with a capture group above 9");
  const found = sureString(`regexp_extract(${text(call, 2)}, ${pattern(call, 0)}, ${group})`);
  return call.argNodes.length > 3 ? convert(found, call.type) : found;
};

/** `extract_all(regex, [groups,] text)`: an array of matches, or of arrays of groups. */
const extractAll = (call: Call) => {
  const regex = call.constant(0);
  if (typeof regex !== "string") return call.refuse("with a pattern that is not a string");
  const source = text(call, call.argNodes.length - 1);
  const wanted = call.argNodes.length > 2 ? call.constant(1) : undefined;
  const count = captureGroups(regex);
  if (count === 0) return call.refuse("with a regular expression that has no capture group");
  const groups = Array.isArray(wanted)
    ? wanted.map((group) => (typeof group === "string" ? groupNames(regex).indexOf(group) + 1 : Number(group)))
    : Array.from({ length: count }, (_, index) => index + 1);
  if (groups.some((group) => !(group >= 1 && group <= 9)))
    return call.refuse("with groups that do not exist or are above 9");
  const lists = groups.map(
    (group) =>
      `list_transform(regexp_extract_all(${source}, ${pattern(call, 0)}, ${group}), lambda m : coalesce(m, ''))`,
  );
  const rows =
    lists.length === 1
      ? lists[0]!
      : `list_transform(list_zip(${lists.join(", ")}), lambda m : [${groups.map((_, index) => `m[${index + 1}]`).join(", ")}])`;
  return scalar("dynamic", `kql_array_or_null(${rows})`);
};

export const regexFamily: FunctionFamily = {
  functions: {
    extract,
    extract_all: extractAll,
    extractall: extractAll,
    replace: (call) => sureString(`regexp_replace(${text(call, 2)}, ${pattern(call, 0)}, ${rewrite(call, 1)}, 'g')`),
    replace_regex: (call) =>
      sureString(`regexp_replace(${text(call, 0)}, ${pattern(call, 1)}, ${rewrite(call, 2)}, 'g')`),
    countof: (call) => {
      const kind = call.argNodes.length > 2 ? call.constant(2) : "normal";
      if (kind === "regex")
        return scalar("long", `len(regexp_extract_all(${text(call, 0)}, ${pattern(call, 1)}))`, false);
      return scalar("long", `kql_countof(${text(call, 0)}, ${text(call, 1)})`, false);
    },
    indexof_regex: (call) => {
      if (call.argNodes.length > 3) return call.refuse("with a length or an occurrence");
      const source =
        call.argNodes.length > 2
          ? `substring(${text(call, 0)}, greatest(least(${long(call, 2)}, 2147483646), 0) + 1)`
          : text(call, 0);
      const skipped = call.argNodes.length > 2 ? `greatest(${long(call, 2)}, 0)` : "0";
      return scalar(
        "long",
        `CASE WHEN regexp_matches(${source}, ${pattern(call, 1)})
        THEN ${skipped} + length(regexp_extract(${source}, '(?s)^(.*?)(?:' || ${pattern(call, 1)} || ')', 1)) ELSE -1 END`,
      );
    },
  },
  macros: ["kql_array_or_null(l) AS CASE WHEN len(l) = 0 THEN NULL ELSE to_json(l) END"],
  scripts: [{ name: "kql_countof", parameters: ["VARCHAR", "VARCHAR"], returns: "BIGINT", run: countOf }],
};

/** Kusto and RE2 both write groups as `\1`; the whole match is `\0`. */
const rewrite = (call: Call, index: number): string => text(call, index);

/** Plain matches may overlap. */
function countOf(source: string, search: string): bigint {
  if (search === "") return 0n;
  let count = 0n;
  for (let at = source.indexOf(search); at >= 0; at = source.indexOf(search, at + 1)) count++;
  return count;
}
