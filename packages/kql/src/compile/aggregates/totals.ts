import { type Scalar, scalar } from "../../plan/scalar";
import type { KqlType } from "../../types";
import { convert, toText } from "../convert";
import type { CompileCall } from "../family";
import type { Call } from "../scope";

/** An optional condition on the rows that count. */
export const when = (condition: Scalar | undefined): string =>
  condition ? ` FILTER (WHERE ${condition.filterSql ?? condition.sql})` : "";

export const condition = (call: Call, index: number): Scalar => convert(call.arg(index), "bool");

function sum(call: Call, test?: Scalar): Scalar {
  const value = call.arg(0);
  const filtered = when(test);
  if (value.type === "real") return scalar("real", `coalesce(sum(${value.sql})${filtered}, 0e0)`, false);
  if (value.type === "decimal")
    return scalar("decimal", `coalesce(sum(${value.sql})${filtered}, 0)::DECIMAL(38,18)`, false);
  const type: KqlType = value.type === "timespan" ? "timespan" : "long";
  return {
    ...scalar(type, `kql_wrap(coalesce(sum(${value.sql})${filtered}, 0))`, false),
    parts: { sql: `sum(${value.sql})${filtered}`, combined: (column) => `kql_wrap(coalesce(sum(${column}), 0))` },
  };
}

function average(call: Call, test?: Scalar): Scalar {
  const value = call.arg(0);
  const filtered = when(test);
  if (value.type === "timespan" || value.type === "datetime") {
    return scalar(value.type, `kql_real_long(avg(${value.sql})${filtered})`);
  }
  if (value.type === "decimal") {
    const [total, count] = [`sum(${value.sql})${filtered}`, `count(${value.sql})${filtered}`];
    return scalar(
      "decimal",
      `kql_decimal('Divide', (${total})::VARCHAR, nullif(${count}, 0)::VARCHAR)::DECIMAL(38,18)`,
    );
  }
  const mean =
    value.type === "int" || value.type === "long"
      ? `(kql_wrap(sum(${value.sql})${filtered})::DOUBLE / nullif(count(${value.sql})${filtered}, 0))`
      : `avg((${value.sql})::DOUBLE)${filtered}`;
  return scalar("real", `coalesce(${mean}, 'nan'::DOUBLE)`, false);
}

/** Smallest or largest; NaN wins over numbers, as in Kusto. */
const extreme =
  (name: "max" | "min") =>
  (call: Call, test?: Scalar): Scalar => {
    const value = call.arg(0);
    const sql = `${name}(${value.sql})${when(test)}`;
    const parts = (found: (column: string) => string) => ({ sql, combined: found });
    if (value.type === "string")
      return {
        ...scalar("string", `coalesce(${sql}, '')`),
        parts: parts((column) => `coalesce(${name}(${column}), '')`),
      };
    if (value.type !== "real" || name === "max")
      return { ...scalar(value.type, sql), parts: parts((column) => `${name}(${column})`) };
    return scalar("real", `CASE WHEN bool_or(isnan(${value.sql}))${when(test)} THEN 'nan'::DOUBLE ELSE ${sql} END`);
  };

/** The type's text for distinct counting: dynamic values count by their text. */
const distinctValue = (value: Scalar): string => (value.type === "dynamic" ? toText(value).sql : value.sql);

function distinctCount(call: Call, test?: Scalar): Scalar {
  return scalar("long", `count(DISTINCT ${distinctValue(call.arg(0))})${when(test)}`, false);
}

const counted = (sql: string): Scalar => ({
  ...scalar("long", sql, false),
  parts: { sql, combined: (column) => `coalesce(sum(${column}), 0)::BIGINT` },
});

const withCondition =
  (compile: (call: Call, test?: Scalar) => Scalar): CompileCall =>
  (call) =>
    compile(call, condition(call, 1));

const plain =
  (compile: (call: Call, test?: Scalar) => Scalar): CompileCall =>
  (call) =>
    compile(call);

const anyValue = (call: Call, test?: Scalar): Scalar => {
  const value = call.arg(0);
  return value.type === "string"
    ? scalar("string", `coalesce(first(${value.sql})${when(test)}, '')`)
    : scalar(value.type, `any_value(${value.sql})${when(test)}`);
};

export const totals: Readonly<Record<string, CompileCall>> = {
  count: () => counted("count(*)"),
  countif: (call) => counted(`count(*)${when(condition(call, 0))}`),
  count_distinct: plain(distinctCount),
  count_distinctif: withCondition(distinctCount),
  dcount: plain(distinctCount),
  dcountif: withCondition(distinctCount),
  sum: plain(sum),
  sumif: withCondition(sum),
  avg: plain(average),
  avgif: withCondition(average),
  max: plain(extreme("max")),
  maxif: withCondition(extreme("max")),
  min: plain(extreme("min")),
  minif: withCondition(extreme("min")),
  any: plain(anyValue),
  anyif: withCondition(anyValue),
  take_any: plain(anyValue),
  take_anyif: withCondition(anyValue),
  binary_all_and: (call) => scalar("long", `bit_and(${call.arg(0).sql})`),
  binary_all_or: (call) => scalar("long", `bit_or(${call.arg(0).sql})`),
  binary_all_xor: (call) => scalar("long", `bit_xor(${call.arg(0).sql})`),
};
