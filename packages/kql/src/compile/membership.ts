import type { Node } from "../language/node";
import { VALUE } from "../plan/runs-of-values";
import type { Scalar } from "../plan/scalar";
import { boolLiteral, scalar, stringLiteral, total } from "../plan/scalar";
import { NOW, quoted, RUN } from "../plan/sql";
import type { KqlType } from "../types";
import { comparable } from "./comparison";
import { convert, toText } from "./convert";
import { ofThisRun } from "./runs";
import type { Scope } from "./scope";

/** The right side of `in`, `has_any` and their kin. */
export type ListItems =
  | { readonly kind: "literals"; readonly values: readonly unknown[]; readonly scalars: readonly Scalar[] }
  | {
      readonly kind: "query";
      /** One column of text values. */
      readonly textSql: string;
      /** One column of values of `type`. */
      readonly sql: string;
      /** The same of every run, with the run as a second column, where they differ. */
      readonly everyRun?: { readonly textSql: string; readonly sql: string };
      readonly type: KqlType;
    };

/** Reads a list of expressions, dynamic arrays or one tabular expression as a list of values. */
export function listItems(nodes: readonly Node[], scope: Scope): ListItems {
  const [only] = nodes;
  if (nodes.length === 1 && only?.columns) {
    const relation = scope.table(only);
    const column = relation.columns[0] ?? scope.refuse("a list from a table without columns", only);
    const value: Scalar = { sql: column.sql, type: column.type, nullable: column.nullable };
    const flat = column.type === "dynamic" ? toText(value) : value;
    const own = ofThisRun(flat.sql, relation);
    const text = ofThisRun(toText(value).sql, relation);
    const everyRun = own.everyRun && text.everyRun && { sql: own.everyRun, textSql: text.everyRun };
    return { kind: "query", type: flat.type, sql: own.sql, textSql: text.sql, ...(everyRun ? { everyRun } : {}) };
  }
  const scalars = nodes.flatMap((node) => flattened(scope.scalar(node)));
  if (scalars.every((item) => item.literal !== undefined)) {
    return { kind: "literals", scalars, values: scalars.map((item) => item.literal!.value) };
  }
  if (scalars.some((item) => item.type === "dynamic")) {
    const texts = scalars.map((item) =>
      item.type === "dynamic"
        ? `SELECT json_extract_string(x, '$') FROM unnest(kql_items(${item.sql})) t(x)`
        : `SELECT ${toText(item).sql}`,
    );
    const sql = texts.join(" UNION ALL ");
    return { kind: "query", type: "string", sql, textSql: sql };
  }
  const sql = scalars.map((item) => `SELECT ${item.sql}`).join(" UNION ALL ");
  const textSql = scalars.map((item) => `SELECT ${toText(item).sql}`).join(" UNION ALL ");
  return { kind: "query", type: scalars[0]?.type ?? "string", sql, textSql };
}

/** A literal array counts as its elements. */
function flattened(item: Scalar): Scalar[] {
  const value = item.literal?.value;
  if (item.type !== "dynamic" || !Array.isArray(value)) return [item];
  return value.map((element) =>
    typeof element === "string"
      ? stringLiteral(element)
      : { ...scalar("dynamic", `${quoted(JSON.stringify(element))}::JSON`, false), literal: { value: element } },
  );
}

/** `in`, `!in`, `in~`, `!in~`: total, like `==`. */
export function membership(node: Node, scope: Scope): Scalar {
  const ignoreCase = node.kind.endsWith("InCsExpression"); // the service's name for in~
  const negated = node.kind.startsWith("Not");
  const raw = scope.scalar(node.get("Left"));
  const items = listItems(node.get("Right").list("Expressions"), scope);
  const test: InList =
    items.kind === "literals" ? inLiterals(raw, items.scalars, ignoreCase) : inQuery(raw, items, ignoreCase);
  if (!negated) return test;
  return { ...total(`(NOT ${test.sql})`), ...(test.listed ? { notListed: test.listed } : {}) };
}

/** Whether a value is in the rows of a list, and how to ask that for many runs at once. */
type InList = Scalar & { readonly listed?: Scalar["notListed"] };

function inLiterals(raw: Scalar, items: readonly Scalar[], ignoreCase: boolean): Scalar {
  if (items.length === 0) return boolLiteral(false);
  const sample = items.find((item) => item.type !== "dynamic") ?? items[0]!;
  const value = ignoreCase || raw.type === "dynamic" || sample.type === "string" ? asNeedle(raw, sample) : raw;
  const sides = items.map((item) => comparable(value, item.type === "dynamic" ? convert(item, value.type) : item)[1]);
  const list = sides.map((item) => foldedItem(item, ignoreCase)).join(", ");
  const left = ignoreCase ? `lower(${toText(value).sql})` : value.sql;
  const sql = `(${left} IN (${list}))`;
  return value.nullable || sides.some((side) => side.nullable)
    ? { ...total(`coalesce(${sql}, false)`), filterSql: sql }
    : total(sql);
}

const asNeedle = (raw: Scalar, sample: Scalar): Scalar =>
  sample.type === "string" || sample.type === "dynamic" ? toText(raw) : comparable(raw, sample)[0];

const foldedItem = (item: Scalar, ignoreCase: boolean): string => {
  if (!ignoreCase) return item.sql;
  const value = item.literal?.value;
  return typeof value === "string" ? quoted(value.toLowerCase()) : `lower(${toText(item).sql})`;
};

function inQuery(raw: Scalar, items: Extract<ListItems, { kind: "query" }>, ignoreCase: boolean): InList {
  const asText = ignoreCase || items.type === "string" || raw.type === "string" || raw.type === "dynamic";
  const value = asText ? toText(raw) : raw;
  const fold = (sql: string): string => (ignoreCase ? `lower(${sql})` : sql);
  const { sql: plain, textSql } = items.everyRun ?? items;
  const rows = asText ? textSql : plain;
  if (!items.everyRun)
    return neverNull(`(${fold(value.sql)} IN (SELECT ${fold("x")} FROM (${rows}) t(x) WHERE x IS NOT NULL))`, value);
  const sql = `((${fold(value.sql)}, ${NOW}) IN (SELECT (${fold("x")}, run) FROM (${rows}) t(x, run) WHERE x IS NOT NULL))`;
  const everyRun = `SELECT ${fold("x")} AS ${VALUE}, run AS ${RUN} FROM (${rows}) t(x, run) WHERE x IS NOT NULL`;
  const isAsked = !value.nullable && !value.sql.includes(NOW);
  return { ...neverNull(sql, value), ...(isAsked ? { listed: { value: fold(value.sql), everyRun } } : {}) };
}

const neverNull = (sql: string, { nullable }: Scalar): Scalar =>
  nullable ? { ...total(`coalesce(${sql}, false)`), filterSql: sql } : total(sql);
