import type { Node } from "../language/node";
import { printPlan } from "../plan/print";
import { planColumns, project, type Relation, sqlRelation } from "../plan/relation";
import { madeForEach, namesRun, toEach } from "../plan/runs";
import { sqlNull } from "../plan/scalar";
import { callUserTable, once } from "./calls";
import { convert } from "./convert";
import { externalData } from "./external-data";
import { lookupTable } from "./lookups";
import { materialized } from "./materialized";
import { valuesOf } from "./operators/project";
import { find, leadingSearch } from "./operators/search";
import { leadingUnion } from "./operators/union";
import { named } from "./outputs";
import type { Scope } from "./scope";

type Compile = (node: Node, scope: Scope) => Relation;

const byKind: Readonly<Record<string, Compile>> = {
  PipeExpression: (node, scope) => {
    const input = scope.table(node.get("Expression"));
    return scope.compilation.compileOperator(node.get("Operator"), input, withAliases(node, scope).withoutRow());
  },
  ParenthesizedExpression: (node, scope) => scope.table(node.get("Expression")),
  NameReference: reference,
  FunctionCallExpression: tableCall,
  DataTableExpression: dataTable,
  ExternalDataExpression: externalData,
  PrintOperator: print,
  RangeOperator: range,
  UnionOperator: leadingUnion,
  SearchOperator: leadingSearch,
  FindOperator: find,
  MaterializeExpression: materialize,
  ToTableExpression: (node, scope) => scope.table(node.get("Expression")),
};

/** Operators after `as X` may read the rows before it as X. */
function withAliases(pipe: Node, scope: Scope): Scope {
  let names = scope.names;
  for (let at = pipe.get("Expression"); at.kind === "PipeExpression"; at = at.get("Expression")) {
    const operator = at.get("Operator");
    if (operator.kind !== "AsOperator") continue;
    const rows = at.get("Expression");
    names = names.with(operator.get("Name").name, { kind: "table", value: once(() => scope.table(rows)) });
  }
  return names === scope.names ? scope : scope.withNames(names);
}

/** Compiles a tabular expression. */
export function compileTable(node: Node, scope: Scope): Relation {
  const compile =
    byKind[node.kind] ?? scope.refuse(node.kind.replace(/(Expression|Operator)$/, " $1").toLowerCase(), node);
  return compile(node, scope);
}

function reference(node: Node, scope: Scope): Relation {
  const binding = scope.names.find(node.name);
  if (binding?.kind === "table") return binding.value();
  if (node.calledBody) return callUserTable(node, scope);
  return storedTable(node.name, node, scope);
}

function storedTable(name: string, node: Node, scope: Scope): Relation {
  const columns = scope.compilation.analysis.analyzer.columnsOf(name);
  if (!columns) return scope.refuse(`the table ${name}`, node);
  return scope.stored({ name, columns });
}

function tableCall(node: Node, scope: Scope): Relation {
  const name = node.get("Name").name;
  if (node.calledBody) return callUserTable(node, scope);
  const args = node.get("ArgumentList").list("Expressions");
  const lookup = lookupTable(name, node, scope);
  if (lookup) return lookup;
  const first = args[0];
  if (name === "materialize" && first) return materialized(scope.table(first), scope);
  if (name === "table" && first) {
    const table = scope.scalar(first).literal?.value;
    return typeof table === "string"
      ? tableNamed(table, node, scope)
      : scope.refuse("table() of a name that is not a constant", node);
  }
  return scope.refuse(`${name}()`, node);
}

function tableNamed(name: string, node: Node, scope: Scope): Relation {
  const binding = scope.names.find(name);
  return binding?.kind === "table" ? binding.value() : storedTable(name, node, scope);
}

/** `datatable(…)[…]`. */
function dataTable(node: Node, scope: Scope): Relation {
  const columns = planColumns(node.columns!);
  const values = node
    .list("Values")
    .map((value, index) => convert(scope.scalar(value), columns[index % columns.length]!.type).sql);
  const names = columns.map((column) => column.sql);
  if (values.length === 0) {
    return sqlRelation(
      `SELECT ${columns.map((column) => `${sqlNull(column.type)} AS ${column.sql}`).join(", ")} WHERE false`,
      columns,
    );
  }
  const rows = Array.from(
    { length: values.length / columns.length },
    (_, row) => `(${values.slice(row * columns.length, (row + 1) * columns.length).join(", ")})`,
  );
  const made = sqlRelation(`SELECT * FROM (VALUES ${rows.join(", ")}) t(${names.join(", ")})`, columns);
  return scope.compilation.forSet && namesRun(made.plan) ? madeForEach(made, printPlan(made.plan)) : made;
}

/** `print a = 1, …`. */
function print(node: Node, scope: Scope): Relation {
  const values = node.list("Expressions").flatMap((expression) => valuesOf(expression, scope));
  const outputs = named(values, node.columns!, node, scope);
  return overOneRow(scope, (row) => project(row, outputs));
}

/** Rows made of nothing but expressions; where they name the run, there are some for each. */
function overOneRow({ compilation }: Scope, make: (row: Relation) => Relation): Relation {
  const row = sqlRelation("SELECT 1", []);
  const made = make(row);
  return compilation.forSet && namesRun(made.plan) ? make(toEach(row)) : made;
}

/** `range x from a to b step c`. */
function range(node: Node, scope: Scope): Relation {
  const column = node.columns![0]!;
  const part = (name: string) =>
    convert(scope.scalar(node.get(name)), column.type === "datetime" && name === "Step" ? "timespan" : column.type).sql;
  const [from, to, step] = [part("From"), part("To"), part("Step")];
  const columns = planColumns([column]);
  const bounds =
    column.type === "real"
      ? `floor((${to} - ${from}) / ${step} + 1e-9)::BIGINT + 1`
      : `${from}, ${to} + sign(${step})::BIGINT, ${step}`;
  const at = (index: string): string => (column.type === "real" ? `${from} + ${index} * ${step}` : index);
  // A statement can be stopped between the rows of a table function, not between those of one list.
  if (!scope.compilation.forSet && !/\bSELECT\b/.test(bounds))
    return sqlRelation(`SELECT ${at("range")} AS ${columns[0]!.sql} FROM range(${bounds})`, columns);
  const steps = at(`unnest(range(${bounds}))`);
  return overOneRow(scope, (row) => ({
    ...row,
    columns,
    plan: { kind: "select", from: row.plan, items: [`${steps} AS ${columns[0]!.sql}`, ...row.hidden] },
  }));
}

function materialize(node: Node, scope: Scope): Relation {
  return materialized(scope.table(node.get("Expression")), scope);
}
