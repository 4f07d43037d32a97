import { takenOutOnce } from "./members";
import { namesIn, pruned } from "./prune";
import { orderSql, type Plan, type Relation } from "./relation";

/** The SQL of a plan. */
export function printPlan(plan: Plan): string {
  switch (plan.kind) {
    case "rows":
      return `SELECT ${plan.cut ? plan.columns!.join(", ") || "NULL" : "*"} FROM ${plan.name}`;
    case "each":
      return `${plan.before}${source(plan.from)}${plan.after}`;
    case "table":
      return `SELECT * FROM ${plan.table}`;
    case "sql":
      return plan.text;
    case "union":
      return plan.inputs.map((input) => `(${printPlan(input)})`).join(" UNION ALL ");
    case "join":
      return `SELECT ${plan.items.join(", ")} FROM ${source(plan.left)} l ${plan.join} ${source(plan.right)} r${plan.on ? ` ON ${plan.on}` : ""}`;
    case "select":
      return printSelect(plan);
  }
}

/** A plan in a FROM clause. */
const source = (plan: Plan): string => (plan.kind === "table" ? plan.table : `(${printPlan(plan)})`);

function printSelect(plan: Extract<Plan, { kind: "select" }>): string {
  const { from, where } = mergedFilter(plan);
  const conditions = where.length > 0 ? `WHERE ${where.map((test) => `(${test})`).join(" AND ")}` : "";
  const { items, added } = takenOutOnce(plan.items ?? ["*"]);
  const rows =
    added.length > 0
      ? `(SELECT *, ${added.join(", ")} FROM ${source(from)} ${conditions})`
      : `${source(from)} ${conditions}`;
  return [
    `SELECT ${plan.distinct ? "DISTINCT " : ""}${items.join(", ")} FROM ${rows}`,
    plan.groupBy ? `GROUP BY ${plan.groupBy.join(", ")}` : "",
    plan.qualify ? `QUALIFY ${plan.qualify}` : "",
    plan.orderBy ? `ORDER BY ${plan.orderBy}` : "",
    plan.limit ? `LIMIT ${plan.limit}` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** A filter right below a projection or grouping needs no SELECT of its own. */
function mergedFilter(plan: Extract<Plan, { kind: "select" }>): { from: Plan; where: readonly string[] } {
  const { from } = plan;
  const plainFilter =
    from.kind === "select" &&
    !from.items &&
    !from.groupBy &&
    !from.qualify &&
    !from.orderBy &&
    !from.limit &&
    !from.distinct;
  return plainFilter && !plan.where ? { from: from.from, where: from.where ?? [] } : { from, where: plan.where ?? [] };
}

/** The SQL of some values over a relation's rows. @param read what is asked of the rows beside these values */
export function printRows(relation: Relation, values: string, read: readonly string[] = []): string {
  const plan = pruned(relation.plan, namesIn([values, ...read]));
  return `SELECT ${values} FROM ${source(plan)}`;
}

/** The SQL of a query's result: visible columns only, in the known order. @param totalOrder and then by every column */
export function printResult(relation: Relation, totalOrder = false): string {
  const columns = relation.columns.map((column) => column.sql);
  // Of a set, every row says first which run it belongs to.
  const items = [...relation.partition, ...columns].join(", ");
  const keys = [
    ...relation.partition,
    ...(relation.order.length > 0 ? [orderSql(relation.order)] : []),
    ...(totalOrder ? columns : []),
  ];
  const order = keys.length > 0 ? ` ORDER BY ${keys.join(", ")}` : "";
  return `${printRows(relation, items || "NULL", keys)}${order}`;
}
