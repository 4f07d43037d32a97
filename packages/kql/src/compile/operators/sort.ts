import type { Node } from "../../language/node";
import { limit } from "../../plan/limit";
import { freshHidden, type OrderKey, orderSql, over, type Relation, withHidden } from "../../plan/relation";
import { membership, toEach } from "../../plan/runs";
import { unnamed, windowed } from "../outputs";
import { perRun } from "../runs";
import type { Scope } from "../scope";
import { numberOfRows } from "./number-of-rows";
import type { CompileOperator } from "./operator";
import { extendRows } from "./project";

/** Sorts by expressions; keys that are not plain columns become hidden ones. Default: descending, nulls last. */
function sortBy(input: Relation, keys: readonly Node[], scope: Scope): Relation {
  const placed = placedOnce(input, keys);
  if (placed) return placed;
  let relation = perRun(input);
  const inside = scope.over(relation);
  const computed = keys.map((key) => inside.scalar(unnamed(expressionOf(key)).value));
  relation = windowed(relation, inside);
  const order = keys.map((key, index): OrderKey => {
    const value = computed[index]!;
    const { descending, nullsFirst } = direction(key);
    const plain = relation.columns.some((column) => column.sql === value.sql) || relation.hidden.includes(value.sql);
    const sql = plain ? value.sql : freshHidden(relation, "$sort");
    if (!plain) relation = withHidden(relation, { sql: value.sql, as: sql });
    return { sql, descending, nullsFirst, mayBeNan: value.type === "real" };
  });
  return { ...relation, order };
}

/**
 * Rows that many runs see have the same place among each other in all of them: it is found out once, and what sorts the
 * rows of each run compares numbers.
 */
function placedOnce(input: Relation, keys: readonly Node[]): Relation | undefined {
  if (membership(input) !== "span") return undefined;
  const columns = keys.map((key) => {
    const name = expressionOf(key);
    return name.kind === "NameReference" ? input.columns.find((column) => column.name === name.name) : undefined;
  });
  const isDear = columns.length > 1 || columns.some((column) => column?.type === "string");
  if (!isDear || !columns.every((column) => column !== undefined)) return undefined;
  const order = columns.map(
    ({ sql, type }, index): OrderKey => ({ sql, ...direction(keys[index]!), mayBeNan: type === "real" }),
  );
  const sql = freshHidden(input, "$place");
  // Those that are equal stay so: what is first among them is decided by what comes after.
  const placed = withHidden(input, { sql: `rank() OVER (ORDER BY ${orderSql(order)})`, as: sql });
  return { ...toEach(placed), order: [{ sql, descending: false, nullsFirst: false }] };
}

const expressionOf = (key: Node): Node => (key.kind === "OrderedExpression" ? key.get("Expression") : key);

function direction(key: Node): { descending: boolean; nullsFirst: boolean } {
  const ordering = key.kind === "OrderedExpression" ? key.maybe("Ordering") : undefined;
  const words = (ordering?.text ?? "").toLowerCase();
  const descending = !words.startsWith("asc");
  const nullsFirst = words.includes("nulls") ? words.includes("nullsfirst") : !descending;
  return { descending, nullsFirst };
}

/** `sort by`, `order by`. */
export const sort: CompileOperator = (node, input, scope) => sortBy(input, node.list("Expressions"), scope);

/** `take`, `limit`. */
export const take: CompileOperator = (node, input, scope) => limit(input, numberOfRows(node.get("Expression"), scope));

/** `top n by …`. */
export const top: CompileOperator = (node, input, scope) =>
  limit(sortBy(input, [node.get("ByExpression")], scope), numberOfRows(node.get("Expression"), scope));

/** `serialize`: fixes the order the rows happen to be in. */
export const serialize: CompileOperator = (node, input, scope) => {
  const serial = serialized(input);
  return node.list("Expressions").length > 0 ? extendRows(node, serial, scope) : serial;
};

/** A relation whose order is known: the given one, or that of arrival. */
function serialized(input: Relation): Relation {
  if (input.order.length > 0) return input;
  const sql = freshHidden(input, "$serial");
  const numbered = withHidden(input, { sql: `row_number() ${over(input)}`, as: sql });
  return { ...numbered, order: [{ sql, descending: false, nullsFirst: false }] };
}
