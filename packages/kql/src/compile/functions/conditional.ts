import { type Scalar, scalar } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import type { KqlType } from "../../types";
import { convert } from "../convert";
import type { FunctionFamily } from "../family";
import { not } from "../logic";
import type { Call } from "../scope";
import { sureBool } from "./helpers";

/** The type all branches are brought to. */
function branchType(call: Call, branches: readonly Scalar[]): KqlType {
  const known = branches.filter((branch) => !branch.isNull).map((branch) => branch.type);
  return known.length > 0 && known.every((type) => type === known[0]) ? known[0]! : call.type;
}

function choose(call: Call, tests: readonly Scalar[], branches: readonly Scalar[]): Scalar {
  const type = branchType(call, branches);
  const values = branches.map((branch) => convert(branch, type));
  const whens = tests.map((test, index) => {
    const condition = convert(test, "bool");
    return `WHEN ${condition.filterSql ?? condition.sql} THEN ${values[index]!.sql}`;
  });
  return scalar(
    type,
    `CASE ${whens.join(" ")} ELSE ${values.at(-1)!.sql} END`,
    values.some((value) => value.nullable),
  );
}

const iff = (call: Call): Scalar => choose(call, [call.arg(0)], [call.arg(1), call.arg(2)]);

/** The largest or smallest argument; nulls do not count. Which of NaN and a number it is, Kusto does not say. */
const extreme =
  (symbol: "greatest" | "least") =>
  (call: Call): Scalar => {
    const values = call.args.map((arg) => convert(arg, call.type));
    const sql = `${symbol}(${values.map((value) => value.sql).join(", ")})`;
    const nullable = values.every((value) => value.nullable);
    if (call.type !== "real") return scalar(call.type, sql, nullable);
    const mayBe = values.filter(({ literal }) => !literal || Number.isNaN(literal.value));
    if (mayBe.length === 0) return scalar("real", sql, nullable);
    if (mayBe.some(({ literal }) => literal) && values.some((value) => !mayBe.includes(value)))
      return call.refuse("of NaN and a number: Kusto does not say which it is");
    const other = `list_filter([${values.map((value) => value.sql).join(", ")}], lambda x : NOT isnan(x))`;
    const undefinedSo = `${call.name}() of NaN and a number: Kusto does not say which it is; ask isnan() before`;
    return scalar(
      "real",
      `CASE WHEN (${mayBe.map((value) => `isnan(${value.sql})`).join(" OR ")}) AND len(${other}) > 0 THEN error(${quoted(undefinedSo)}) ELSE ${sql} END`,
      nullable,
    );
  };

const isNull = (call: Call): Scalar => {
  const value = call.arg(0);
  if (value.type === "string" || !value.nullable) return sureBool("false");
  return sureBool(value.type === "dynamic" ? `kql_is_null(${value.sql})` : `(${value.sql} IS NULL)`);
};

const isEmpty = (call: Call): Scalar => {
  const value = call.arg(0);
  if (value.type === "string") return sureBool(`(${value.sql} = '')`);
  if (value.type === "dynamic") return sureBool(`(coalesce(${convert(value, "string").sql}, '') = '')`);
  return isNull(call);
};

const negated = (test: (call: Call) => Scalar) => (call: Call) => not(test(call));

const coalesced = (call: Call): Scalar => {
  const type = branchType(call, call.args);
  const values = call.args.map((arg) => convert(arg, type));
  if (type === "string") {
    return scalar(type, `coalesce(${values.map((value) => `nullif(${value.sql}, '')`).join(", ")}, '')`);
  }
  const items = values.map((value) => (type === "dynamic" ? `kql_not_null(${value.sql})` : value.sql));
  return scalar(
    type,
    `coalesce(${items.join(", ")})`,
    values.every((value) => value.nullable),
  );
};

export const conditional: FunctionFamily = {
  functions: {
    iff,
    iif: iff,
    case: (call) => {
      const tests = call.args.filter((_, index) => index % 2 === 0 && index < call.args.length - 1);
      const branches = call.args.filter((_, index) => index % 2 === 1);
      return choose(call, tests, [...branches, call.args.at(-1)!]);
    },
    coalesce: coalesced,
    max_of: extreme("greatest"),
    min_of: extreme("least"),
    not: (call) => not(call.arg(0)),
    isnull: isNull,
    isnotnull: negated(isNull),
    notnull: negated(isNull),
    isempty: isEmpty,
    isnotempty: negated(isEmpty),
    notempty: negated(isEmpty),
  },
  macros: [
    "kql_is_null(d) AS (d IS NULL OR d = 'null')",
    "kql_not_null(d) AS CASE WHEN d = 'null' THEN NULL ELSE d END",
  ],
};
