import type { Node } from "../../language/node";
import { filter, planColumns, sqlRelation } from "../../plan/relation";
import { membership, narrow, recentBy } from "../../plan/runs";
import { spansOfValues, whereNotListed } from "../../plan/runs-of-values";
import { longLiteral, scalar } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { convert } from "../convert";
import { shared } from "../materialized";
import { windowed } from "../outputs";
import type { CompileOperator } from "./operator";
import { whole } from "./whole";

/** `where`. */
export const filterRows: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const conditions = conjuncts(node.get("Condition")).map((part) => convert(inside.scalar(part), "bool"));
  const rows = windowed(input, inside);
  const bounds = conditions.flatMap((condition) => condition.bounds ?? []);
  if (membership(input) !== "span") return recentBy(conditions.reduce(filter, rows), bounds);
  const others = conditions.filter(({ bounds, notListed }) => !bounds && !notListed).reduce(filter, rows);
  const bounded = bounds.length > 0 ? narrow(others, bounds) : others;
  return conditions
    .flatMap(({ notListed }) => notListed ?? [])
    .reduce((left, { value, everyRun }) => {
      const listed = shared(spansOfValues(everyRun, "string"), scope);
      return whereNotListed(left, value, listed.plan);
    }, bounded);
};

/** All of them true: the same as their `and`. */
function conjuncts(condition: Node): Node[] {
  if (condition.kind === "ParenthesizedExpression") return conjuncts(condition.get("Expression"));
  if (condition.kind === "AndExpression")
    return [...conjuncts(condition.get("Left")), ...conjuncts(condition.get("Right"))];
  return [condition];
}

/** `count`. */
export const count: CompileOperator = (node, input, scope) =>
  whole(input, [{ name: node.columns![0]!.name, value: scalar("long", "count(*)", false) }], scope);

/** `as name`: the rows go by that name in a union. */
export const nameRows: CompileOperator = (node, input) => ({ ...input, name: node.get("Name").name });

/** `consume`, `render`: they do not change the rows. */
export const passThrough: CompileOperator = (_node, input) => input;

const dotNetNames: Readonly<Record<string, string>> = {
  bool: "System.SByte",
  datetime: "System.DateTime",
  decimal: "System.Data.SqlTypes.SqlDecimal",
  dynamic: "System.Object",
  guid: "System.Guid",
  int: "System.Int32",
  long: "System.Int64",
  real: "System.Double",
  string: "System.String",
  timespan: "System.TimeSpan",
};

/** `getschema`. */
export const getSchema: CompileOperator = (node, input) => {
  const rows = input.columns.map(
    ({ name, type }, index) =>
      `(${quoted(name)}, ${longLiteral(index).sql}, ${quoted(dotNetNames[type]!)}, ${quoted(type)})`,
  );
  const columns = planColumns(node.columns!);
  return sqlRelation(
    `SELECT * FROM (VALUES ${rows.join(", ")}) t(${columns.map((column) => column.sql).join(", ")})`,
    columns,
  );
};
