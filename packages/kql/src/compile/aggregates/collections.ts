import { orderSql } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { arrayOf, isArray, items } from "../../values/json";
import { toDynamic } from "../convert";
import type { CompileCall, FunctionFamily } from "../family";
import type { Call } from "../scope";
import { condition, when } from "./totals";

/** Kusto's own limit on the size of lists and sets. */
const LIMIT = 1_048_576;
/** The size of what the deprecated `makelist` and `makeset` collect where none is asked for. */
const OLD_LIMIT = 128;

const inOrder = (call: Call): string => {
  const order = call.scope.row?.order ?? [];
  return order.length > 0 ? ` ORDER BY ${orderSql(order)}` : "";
};

/** A list is cut at the given size, or at Kusto's limit. */
function cut(call: Call, sql: string, index: number): string {
  if (index >= call.argNodes.length) return `${sql}[1:${/^make(list|set)$/.test(call.name) ? OLD_LIMIT : LIMIT}]`;
  const size = call.constant(index);
  if (typeof size !== "bigint" || size < 1n) return call.refuse("with a size that is not a whole number above 0");
  return `${sql}[1:${size < BigInt(LIMIT) ? size : LIMIT}]`;
}

/** Nulls are left out, dynamic nulls kept; elements of arrays become elements of the list. */
function makeList(call: Call, test: Scalar | undefined, sizeIndex: number, keepNulls = false): Scalar {
  const value = call.arg(0);
  const filter = [
    value.nullable && !keepNulls && value.type !== "dynamic" ? `${value.sql} IS NOT NULL` : "",
    test ? (test.filterSql ?? test.sql) : "",
  ].filter(Boolean);
  const where = filter.length > 0 ? ` FILTER (WHERE ${filter.join(" AND ")})` : "";
  const element = plainJson(value) ? value.sql : `coalesce(${toDynamic(value).sql}, 'null'::JSON)`;
  const list = cut(call, `coalesce(list(${element}${inOrder(call)})${where}, [])`, sizeIndex);
  return scalar("dynamic", value.type === "dynamic" ? `kql_flattened(to_json(${list}))` : `to_json(${list})`, false);
}

/** Types that `to_json` writes as Kusto does. */
const plainJson = (value: Scalar): boolean => ["string", "long", "int", "bool", "guid"].includes(value.type);

/** Distinct values; nulls are left out. Kusto promises no order: sorted, they come out alike however rows were found. */
function makeSet(call: Call, test: Scalar | undefined, sizeIndex: number): Scalar {
  const value = call.arg(0);
  const element = plainJson(value) ? value.sql : toDynamic(value).sql;
  const filter = [value.nullable ? `${element} IS NOT NULL` : "", test ? (test.filterSql ?? test.sql) : ""].filter(
    Boolean,
  );
  const where = filter.length > 0 ? ` FILTER (WHERE ${filter.join(" AND ")})` : "";
  const set = cut(call, `coalesce(list(DISTINCT ${element} ORDER BY ${element})${where}, [])`, sizeIndex);
  return scalar("dynamic", value.type === "dynamic" ? `kql_flattened_set(to_json(${set}))` : `to_json(${set})`, false);
}

/** `make_bag`: the first value of a key wins. */
function makeBag(call: Call, test: Scalar | undefined): Scalar {
  const list = `list(${toDynamic(call.arg(0)).sql}${inOrder(call)})${when(test)}`;
  return scalar("dynamic", `coalesce(kql_bag_merge(to_json(${list})::VARCHAR), '{}')::JSON`, false);
}

const always =
  (compile: (call: Call, test: Scalar | undefined, sizeIndex: number) => Scalar): CompileCall =>
  (call) =>
    compile(call, undefined, 1);

const conditional =
  (compile: (call: Call, test: Scalar | undefined, sizeIndex: number) => Scalar): CompileCall =>
  (call) =>
    compile(call, condition(call, 1), 2);

export const collections: Readonly<Record<string, CompileCall>> = {
  make_list: always(makeList),
  makelist: always(makeList),
  make_list_if: conditional(makeList),
  make_list_with_nulls: (call) => makeList(call, undefined, 1, true),
  make_set: always(makeSet),
  makeset: always(makeSet),
  make_set_if: conditional(makeSet),
  make_bag: always(makeBag),
  make_dictionary: always(makeBag),
  make_bag_if: conditional(makeBag),
};

/** What collecting aggregates need inside DuckDB. */
export const collectionFamily: FunctionFamily = {
  functions: {},
  macros: [
    "kql_flattened(l) AS CASE WHEN len(list_filter(kql_items(l), lambda x : json_type(x) = 'ARRAY')) = 0 THEN l ELSE kql_flatten(l::VARCHAR)::JSON END",
    "kql_flattened_set(l) AS CASE WHEN len(list_filter(kql_items(l), lambda x : json_type(x) = 'ARRAY')) = 0 THEN l ELSE kql_flatten_set(l::VARCHAR)::JSON END",
  ],
  scripts: [
    { name: "kql_flatten", parameters: ["VARCHAR"], returns: "VARCHAR", run: (json: string) => arrayOf(flat(json)) },
    {
      name: "kql_flatten_set",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (json: string) => arrayOf([...new Set(flat(json))]),
    },
  ],
};

/** Arrays in a list count as their elements. */
const flat = (json: string): string[] => items(json).flatMap((item) => (isArray(item) ? items(item) : [item]));
