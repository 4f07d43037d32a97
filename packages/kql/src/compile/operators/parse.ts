import type { Node } from "../../language/node";
import { extend, filter, type Output, type Relation, withHidden } from "../../plan/relation";
import { scalar } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { unicodeRegex, withoutGroups } from "../../regex";
import type { KqlType } from "../../types";
import { convert, toText } from "../convert";
import { onlyParameters, parameter } from "../outputs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";

interface Target {
  readonly name: string;
  readonly type: KqlType;
}

interface Pattern {
  /** Regular expression pieces; a capture is a target. */
  readonly pieces: readonly (string | Target)[];
  /** With regular expressions, a column takes as much as it can. */
  readonly greedy: boolean;
}

const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");

/** What a typed column may match; text may match anything. */
const typed: Partial<Record<KqlType, string>> = {
  long: "[+-]?\\d+",
  int: "[+-]?\\d+",
  real: "[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|[+-]?\\.\\d+",
  decimal: "[+-]?\\d+(?:\\.\\d+)?",
  bool: "(?i:true|false|[01])",
};

function readPattern(node: Node, regex: boolean, scope: Scope): Pattern {
  const pieces = node.list("Patterns").map((part): string | Target => {
    switch (part.kind) {
      case "StarExpression":
        return ".*?";
      case "NameDeclaration":
        return { name: part.name, type: "string" };
      case "NameAndTypeDeclaration":
        return { name: part.get("Name").name, type: typeOf(part.get("Type")) };
      case "StringLiteralExpression":
      case "CompoundStringLiteralExpression":
        return regex ? `(?:${withoutGroups(unicodeRegex(String(part.constant)))})` : escaped(String(part.constant));
      default:
        return scope.refuse(`${part.text} in a parse pattern`, part);
    }
  });
  return { pieces, greedy: regex };
}

const typeNames: Readonly<Record<string, KqlType>> = {
  bool: "bool",
  boolean: "bool",
  date: "datetime",
  datetime: "datetime",
  decimal: "decimal",
  double: "real",
  dynamic: "dynamic",
  float: "real",
  guid: "guid",
  int: "int",
  int8: "int",
  int16: "int",
  int32: "int",
  int64: "long",
  long: "long",
  real: "real",
  string: "string",
  time: "timespan",
  timespan: "timespan",
  uint: "int",
  uint8: "int",
  uint16: "int",
  uint32: "int",
  uint64: "long",
  ulong: "long",
  uniqueid: "guid",
};

/**
 * The type that a type expression names.
 * @throws Error for a name that the binder knows, and this table does not */
export function typeOf(node: Node): KqlType {
  const type = typeNames[node.text.toLowerCase()];
  if (type === undefined) throw new Error(`the type ${node.text} is not known here`);
  return type;
}

/** The whole text must match; a column at the very end takes all that is left. */
function regexOf(
  { pieces, greedy }: Pattern,
  captured: (target: Target) => boolean,
  relaxed: boolean,
  flags: string,
): string {
  const body = pieces.map((piece, index) => {
    if (typeof piece === "string") return index === pieces.length - 1 && piece === ".*?" ? ".*" : piece;
    const last = index === pieces.length - 1;
    const text = greedy || last ? ".*" : ".*?";
    const strict = typed[piece.type];
    const match = strict ? (relaxed ? `${strict}|${text}` : strict) : text;
    return captured(piece) ? `(${match})` : `(?:${match})`;
  });
  return `(?s${flags})^${body.join("")}$`;
}

interface Parsed {
  readonly relation: Relation;
  readonly matched: string;
}

function parsed(node: Node, input: Relation, scope: Scope): Parsed {
  onlyParameters(node, ["kind", "flags"], scope);
  const kind = parameter(node, "kind") ?? "simple";
  const flags = (parameter(node, "flags") ?? "").replace(/[^imsU]/g, "");
  const pattern = readPattern(node, kind === "regex", scope);
  const targets = pattern.pieces.filter((piece): piece is Target => typeof piece !== "string");
  const source = toText(scope.over(input).scalar(node.get("Expression"))).sql;
  const as = `"$parse${scope.compilation.next()}"`;
  const regexFor = (captured: (target: Target) => boolean): string =>
    quoted(regexOf(pattern, captured, kind === "relaxed", flags));
  const groups = Array.from({ length: Math.ceil(targets.length / 9) }, (_, n) => targets.slice(n * 9, n * 9 + 9));
  const structs = groups.map((group) => {
    const names = group.map((_, index) => `'c${index}'`).join(", ");
    return `regexp_extract(${source}, ${regexFor((target) => group.includes(target))}, [${names}])`;
  });
  const matches = `regexp_matches(${source}, ${regexFor(() => false)})`;
  const hidden = [`{'m': ${matches}`, ...structs.map((sql, n) => `'g${n}': ${sql}`)].join(", ");
  const withParts = withHidden(input, { sql: `${hidden}}`, as });
  const outputs = targets.map((target, index): Output => {
    const text = scalar("string", `${as}['g${Math.floor(index / 9)}']['c${index % 9}']`);
    const value = convert(text, target.type);
    return { name: target.name, value };
  });
  return { relation: extend(withParts, outputs), matched: `${as}['m']` };
}

/** `parse`: rows that do not match keep empty columns. */
export const parse: CompileOperator = (node, input, scope) => parsed(node, input, scope).relation;

/** `parse-where`: only the rows that match. */
export const parseWhere: CompileOperator = (node, input, scope) => {
  const { relation, matched } = parsed(node, input, scope);
  return filter(relation, scalar("bool", matched, false));
};
