import type { Node } from "../../language/node";
import { columnScalar, findColumn, type Output, type PlanColumn, project, type Relation } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { sqlNames } from "../../plan/sql";
import type { Column, KqlType } from "../../types";
import { convert } from "../convert";
import { typeOf } from "../operators/parse";
import { unnamed } from "../outputs";
import { memberSql } from "../paths";
import type { Scope } from "../scope";
import { type Inspect, StageNeeded, type StageResult } from "../stages";
import type { CompilePlugin } from "./plugin";

interface Options {
  readonly prefix: string;
  readonly conflict: string;
  readonly ignored: readonly string[];
}

const names = ["column", "OutputColumnPrefix", "columnsConflict", "ignoredProperties"];
const conflicts = ["error", "keep_source", "replace_source"];

/** Arguments by position or by name. */
function readOptions(args: readonly Node[], scope: Scope): Options {
  const values = new Map<string, unknown>();
  args.forEach((arg, index) => {
    const { names: given, value } = unnamed(arg);
    const name = given[0] ?? names[index] ?? "";
    if (!names.includes(name)) scope.refuse(`bag_unpack() with the argument ${arg.text}`, arg);
    if (index === 0) return;
    const { literal } = scope.scalar(value);
    values.set(name, literal ? literal.value : scope.refuse(`bag_unpack() with a computed ${name}`, arg));
  });
  const conflict = String(values.get("columnsConflict") ?? "error");
  if (!conflicts.includes(conflict)) scope.refuse(`bag_unpack() with columnsConflict='${conflict}'`, args[0]!);
  const ignored = values.get("ignoredProperties");
  return {
    prefix: String(values.get("OutputColumnPrefix") ?? ""),
    conflict,
    ignored: Array.isArray(ignored) ? ignored.map(String) : [],
  };
}

/** `evaluate bag_unpack(column [, prefix [, conflict [, ignored]]])`: one column per key that occurs. */
export const bagUnpack: CompilePlugin = (node, args, input, scope) => {
  const inside = scope.over(input);
  const name = unnamed(args[0]!).value.name;
  const bag = findColumn(input, name) ?? scope.refuse("bag_unpack() of an expression", node);
  const options = readOptions(args, inside);
  const schema = node.maybe("Schema")?.get("Schema");
  if (schema) return withSchema(schema, bag, input);
  if (scope.callSite !== undefined || input.partition.length > 0) {
    return scope.refuse("bag_unpack() inside of a function or subquery", node);
  }
  throw new StageNeeded(
    { input, finish: (table, inspect) => unpack(table, inspect, input, bag, options, node, scope) },
    node.parent!,
  );
};

/** The columns are written down: nothing needs to be looked up. */
function withSchema(schema: Node, bag: PlanColumn, input: Relation): Relation {
  const listed = schema.list("Columns").map((column): Output => {
    const name = column.get("Name").name;
    const own = findColumn(input, name);
    if (own && own !== bag) return { name, value: columnScalar(own) };
    return { name, value: convert(scalar("dynamic", memberSql(bag.sql, name)), typeOf(column.get("Type"))) };
  });
  const star = schema.children.some((child) => child.text.startsWith("*")) || schema.text.startsWith("(*");
  const others = input.columns.filter(
    (column) => star && column !== bag && !listed.some((item) => item.name === column.name),
  );
  return project(input, [
    ...others.map((column): Output => ({ name: column.name, value: columnScalar(column) })),
    ...listed,
  ]);
}

/** What the values of a key have in common. */
const typeOfJson = (types: readonly string[]): KqlType => {
  const known = new Set(types.filter((type) => type !== "NULL").map((type) => (type === "UBIGINT" ? "BIGINT" : type)));
  if (known.size === 2 && known.has("BIGINT") && known.has("DOUBLE")) return "real";
  const [only] = known;
  if (known.size !== 1) return "dynamic";
  return (
    ({ BIGINT: "long", DOUBLE: "real", BOOLEAN: "bool", VARCHAR: "string" } as const)[only as "BIGINT"] ?? "dynamic"
  );
};

async function unpack(
  table: string,
  inspect: Inspect,
  input: Relation,
  bag: PlanColumn,
  options: Options,
  node: Node,
  scope: Scope,
): Promise<StageResult> {
  const [keys = [], types = []] = await inspect(
    `SELECT k, string_agg(DISTINCT json_type(kql_member(b, k)), ',') FROM (SELECT ${bag.sql} AS b, unnest(json_keys(${bag.sql})) AS k FROM ${table} WHERE json_type(${bag.sql}) = 'OBJECT') GROUP BY k ORDER BY k`,
  );
  const found = keys
    .map((key, index) => ({
      key: String(key),
      name: options.prefix + String(key),
      type: typeOfJson(String(types[index] ?? "").split(",")),
    }))
    .filter(({ key }) => !options.ignored.includes(key))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const others = input.columns.filter((column) => column !== bag);
  const clashes = found.filter(({ name }) => others.some((column) => column.name === name));
  if (clashes.length > 0 && options.conflict === "error") {
    return scope.refuse(`bag_unpack() of the key ${clashes[0]!.key}, which is a column already`, node);
  }
  const unpacked = (item: (typeof found)[number]): [Column, Scalar] => [
    { name: item.name, type: item.type },
    convert(scalar("dynamic", memberSql(bag.sql, item.key)), item.type),
  ];
  const replaced =
    options.conflict === "replace_source" ? new Set(clashes.map((item) => item.name)) : new Set<string>();
  const outputs = input.columns.flatMap((column): [Column, Scalar][] => {
    const item = found.find(({ name }) => name === column.name);
    if (item && (column === bag || replaced.has(column.name))) return [unpacked(item)];
    return column === bag ? [] : [[{ name: column.name, type: column.type }, columnScalar(column)]];
  });
  const present = new Set(outputs.map(([column]) => column.name));
  const all = [...outputs, ...found.filter(({ name }) => !present.has(name)).map(unpacked)];
  const targets = sqlNames(all.map(([column]) => column.name));
  const items = all.map(([, value], index) => `${value.sql} AS ${targets[index]}`);
  return { columns: all.map(([column]) => column), rows: `SELECT ${items.join(", ") || "NULL"} FROM ${table}` };
}
