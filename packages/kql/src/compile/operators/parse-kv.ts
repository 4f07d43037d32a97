import type { Node } from "../../language/node";
import { extend, freshHidden, type Output, withHidden } from "../../plan/relation";
import { scalar } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { convert, toText } from "../convert";
import type { FunctionFamily } from "../family";
import { memberSql } from "../paths";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";
import { typeOf } from "./parse";

const known = ["pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex"];

function readOptions(clause: Node | undefined, scope: Scope): string {
  const entries = (clause?.list("Properties") ?? []).map((item) => {
    const name = item.get("Name").name.toLowerCase();
    if (!known.includes(name)) scope.refuse(`parse-kv with ${name}`, item);
    const value = scope.withoutRow().scalar(item.get("Expression")).literal?.value;
    return [name, value ?? scope.refuse(`parse-kv with a ${name} that is not a constant`, item)] as const;
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** `parse-kv`: keys and values out of one text. */
export const parseKv: CompileOperator = (node, input, scope) => {
  const text = toText(scope.over(input).scalar(node.get("Expression"))).sql;
  const options = readOptions(node.maybe("WithClause"), scope);
  const found = freshHidden(input, "$pairs");
  const withPairs = withHidden(input, { sql: `kql_parse_kv(${text}, ${quoted(options)})::JSON`, as: found });
  const outputs = node
    .get("Keys")
    .list("Columns")
    .map((column): Output => {
      const name = column.get("Name").name;
      const value = `coalesce(json_extract_string(${memberSql(found, name)}, '$'), '')`;
      return { name, value: convert(scalar("string", value), typeOf(column.get("Type"))) };
    });
  return extend(withPairs, outputs);
};

interface KvOptions {
  readonly pair_delimiter?: string;
  readonly kv_delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly greedy?: boolean;
  readonly regex?: string;
}

/** The first value of a key wins. */
function pairsOf(text: string, optionsText: string): string {
  const options = JSON.parse(optionsText) as KvOptions;
  const pairs = new Map<string, string>();
  const add = (key: string, value: string): void => {
    if (key !== "" && !pairs.has(key)) pairs.set(key, value);
  };
  if (options.regex !== undefined) {
    for (const match of text.matchAll(new RegExp(options.regex, "gu"))) add(match[1] ?? "", match[2] ?? "");
  } else {
    scan(text, options, add);
  }
  return JSON.stringify(Object.fromEntries(pairs));
}

/** Reads `key <kv> value <pair> …`; either may be quoted. */
function scan(text: string, options: KvOptions, add: (key: string, value: string) => void): void {
  const { kv_delimiter: kv = "=", pair_delimiter: pair, quote, escape: escapeMark, greedy } = options;
  let at = 0;
  const skipSpace = (): void => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  const quotedText = (): string | undefined => {
    if (!quote || text[at] !== quote[0]) return undefined;
    const close = quote[1] ?? quote[0]!;
    let value = "";
    for (at++; at < text.length && text[at] !== close; at++) {
      if (escapeMark && text[at] === escapeMark && at + 1 < text.length) at++;
      value += text[at];
    }
    at++;
    return value;
  };
  const endOfPair = (from: number): number => {
    const found = pair === undefined ? text.slice(from).search(/[^\w.:/+-]/) : text.indexOf(pair, from);
    return found < 0 ? text.length : pair === undefined ? from + found : found;
  };
  const pairLength = pair?.length ?? 1;
  while (at < text.length) {
    skipSpace();
    const start = at;
    const name = quotedText();
    const delimiter = text.indexOf(kv, at);
    if (delimiter < 0) return;
    const border = name === undefined ? lastBorder(text, start, delimiter, pair) : start;
    const key = name ?? text.slice(border, delimiter).trim();
    at = delimiter + kv.length;
    const beforeValue = at;
    skipSpace();
    if (pair !== undefined && pair.trim() === "" && at === text.length) at = beforeValue;
    const value = quotedText();
    if (value !== undefined) {
      add(key, value);
      const end = endOfPair(at);
      at = end + pairLength;
      continue;
    }
    let end = endOfPair(at);
    while (greedy && end < text.length && !startsPair(text, end + pairLength, kv, pair))
      end = endOfPair(end + pairLength);
    add(key, text.slice(at, end).trim());
    at = end + pairLength;
  }
}

/** A key starts after the last pair delimiter before it. */
function lastBorder(text: string, start: number, delimiter: number, pair: string | undefined): number {
  if (pair === undefined) return start;
  const segment = text.slice(start, delimiter).trimEnd();
  const last = segment.lastIndexOf(pair);
  return last < 0 ? start : start + last + pair.length;
}

const startsPair = (text: string, from: number, kv: string, pair: string | undefined): boolean => {
  const next = pair === undefined ? -1 : text.indexOf(pair, from);
  const segment = text.slice(from, next < 0 ? text.length : next);
  return segment.includes(kv);
};

export const parseKvFamily: FunctionFamily = {
  functions: {},
  scripts: [{ name: "kql_parse_kv", parameters: ["VARCHAR", "VARCHAR"], returns: "VARCHAR", run: pairsOf }],
};
