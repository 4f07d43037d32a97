import type { Node } from "../../language/node";
import { extend, type Output, type Relation } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import type { Column, KqlType } from "../../types";
import { convert, toLong } from "../convert";
import type { FunctionFamily } from "../family";
import { onlyParameters, parameter, unnamed } from "../outputs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";
import { typeOf } from "./parse";

interface Expanded {
  readonly name: string;
  readonly type: KqlType;
  readonly list: string;
}

/** What is expanded, under which names, as lists of JSON. */
function expansions(
  node: Node,
  input: Relation,
  columns: readonly Column[],
  asPairs: boolean,
  scope: Scope,
): Expanded[] {
  const inside = scope.over(input);
  const given = new Set(node.list("Expressions").flatMap((item) => unnamed(item.get("Expression")).names));
  const before = new Set(input.columns.map((column) => column.name));
  const fresh = columns.map((column) => column.name).filter((name) => !before.has(name) && !given.has(name));
  return node.list("Expressions").map((item) => {
    const { names, value } = unnamed(item.get("Expression"));
    const own = value.kind === "NameReference" && before.has(value.name) ? value.name : undefined;
    const name = names[0] ?? own ?? value.firstArgumentName ?? fresh.shift() ?? pathName(value);
    if (name === undefined) return scope.refuse("an expanded column without a name", item);
    const asked = item.maybe("ToTypeOf")?.get("TypeOf").list("Types")[0];
    const type = asked ? typeOf(asked) : (columns.find((column) => column.name === name)?.type ?? "dynamic");
    const source = convert(inside.scalar(value), "dynamic");
    return { name, type, list: `kql_expand${asPairs ? "_pairs" : ""}(${source.sql})` };
  });
}

/** The binder's name for an expanded member: `a.b` becomes `a_b`. */
const pathName = (node: Node): string | undefined =>
  node.kind === "PathExpression" ? node.text.replace(/\W+/g, "_") : undefined;

/** Rows of the input, each repeated for the elements of its arrays; arrays expanded together run in parallel. */
export function expand(node: Node, input: Relation, columns: readonly Column[], scope: Scope): Relation {
  onlyParameters(node, ["kind", "bagexpansion", "with_itemindex"], scope);
  const kind = parameter(node, "kind") ?? parameter(node, "bagexpansion");
  const found = expansions(node, input, columns, kind === "array", scope);
  const rowLimit = node.maybe("RowLimitClause");
  const cut = rowLimit ? `[1:${toLong(scope.withoutRow().scalar(rowLimit.get("RowLimit"))).sql}]` : "";
  const indexColumn = parameter(node, "with_itemindex");
  const lists = found.map((item, index) => ({ ...item, as: `"$item${index}"`, sql: `unnest(${item.list}${cut})` }));
  const indexSql = `unnest(range(greatest(${found.map((item) => `len(${item.list}${cut})`).join(", ")})))`;
  const { uniqueBy: _repeated, ...rest } = input;
  const unnested: Relation = {
    ...rest,
    plan: {
      kind: "select",
      from: input.plan,
      items: [
        "*",
        ...lists.map((item) => `${item.sql} AS ${item.as}`),
        ...(indexColumn ? [`${indexSql} AS "$index"`] : []),
      ],
    },
  };
  const outputs = lists.map((item): Output => ({ name: item.name, value: element(item.as, item.type) }));
  const index: Output[] = indexColumn ? [{ name: indexColumn, value: scalar("long", '"$index"', false) }] : [];
  // The index comes last, as the binder and the engine have it.
  return extend(unnested, [...outputs, ...index]);
}

/** An element as the type asked for; a string keeps only its characters. */
const element = (sql: string, type: KqlType): Scalar =>
  type === "dynamic" ? scalar("dynamic", `kql_not_null(${sql})`) : convert(scalar("dynamic", sql), type);

/** `mv-expand`. */
export const mvExpand: CompileOperator = (node, input, scope) => expand(node, input, node.columns!, scope);

/** What expansion needs inside DuckDB: arrays give their elements, bags one-property bags, the rest itself. */
export const expandFamily: FunctionFamily = {
  functions: {},
  macros: [
    "kql_members(d) AS list_transform(json_keys(d), lambda k : json_object(k, kql_member(d, k)))",
    "kql_member_pairs(d) AS list_transform(json_keys(d), lambda k : to_json([to_json(k), kql_member(d, k)]))",
    "kql_expand(d) AS CASE json_type(d) WHEN 'ARRAY' THEN kql_items(d) WHEN 'OBJECT' THEN kql_members(d) ELSE [d] END",
    "kql_expand_pairs(d) AS CASE json_type(d) WHEN 'ARRAY' THEN kql_items(d) WHEN 'OBJECT' THEN kql_member_pairs(d) ELSE [d] END",
  ],
};
