import { aggregate, filter, planColumns, sqlRelation } from "../../plan/relation";
import { longLiteral, scalar } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { convert } from "../convert";
import { windowed } from "../outputs";
import type { CompileOperator } from "./operator";

/** `where`. */
export const filterRows: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const condition = convert(inside.scalar(node.get("Condition")), "bool");
  return filter(windowed(input, inside), condition);
};

/** `count`. */
export const count: CompileOperator = (node, input) =>
  aggregate(input, [], [{ name: node.columns![0]!.name, value: scalar("long", "count(*)", false) }]);

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
