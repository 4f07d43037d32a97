import { type Scalar, scalar } from "../../plan/scalar";
import { convert } from "../convert";
import type { CompileCall } from "../family";
import type { Call } from "../scope";
import { condition, number, when } from "./totals";

const real = (value: Scalar): string => convert(number(value), "real").sql;

/** Sample statistics of fewer than two rows are zero; of values that are not finite, not a number. */
const spread =
  (sqlFunction: string, conditional: boolean): CompileCall =>
  (call) => {
    const test = conditional ? condition(call, 1) : undefined;
    const value = number(call.arg(0));
    const sql = real(value);
    if (value.type !== "real") return scalar("real", `coalesce(${sqlFunction}(${sql})${when(test)}, 0e0)`, false);
    const also = test ? ` AND (${test.filterSql ?? test.sql})` : "";
    return scalar(
      "real",
      `CASE WHEN count(*) FILTER (WHERE NOT isfinite(${sql})${also}) > 0 THEN 'nan'::DOUBLE ELSE coalesce(${sqlFunction}(${sql}) FILTER (WHERE isfinite(${sql})${also}), 0e0) END`,
      false,
    );
  };

/** The smallest value that at least p percent of the values do not exceed. */
export function percentile(value: Scalar, percent: number, weight?: Scalar): Scalar {
  const fraction = Math.min(Math.max(percent / 100, 0), 1);
  const input = value.type === "dynamic" ? convert(value, "real") : value;
  if (weight)
    return scalar(input.type, `kql_weighted_percentile(list(${real(input)}), list(${real(weight)}), ${fraction}e0)`);
  return scalar(input.type, `quantile_disc(${input.sql}, ${fraction})`);
}

const percentOf = (call: Call, index: number): number => {
  const value = call.constant(index);
  return typeof value === "bigint" || typeof value === "number"
    ? Number(value)
    : call.refuse("with a percentile that is not a number");
};

/** `percentiles_array(value, p…)`: the percentiles as one array. */
const percentileArray =
  (weighted: boolean): CompileCall =>
  (call) => {
    const first = weighted ? 2 : 1;
    const listed = call.constant(first);
    const percents = Array.isArray(listed)
      ? listed.map(Number)
      : call.argNodes.slice(first).map((_, index) => percentOf(call, first + index));
    const values = percents.map((percent) => percentile(call.arg(0), percent, weighted ? call.arg(1) : undefined));
    return scalar("dynamic", `to_json([${values.map((value) => value.sql).join(", ")}])`);
  };

export const statistics: Readonly<Record<string, CompileCall>> = {
  stdev: spread("stddev_samp", false),
  stdevif: spread("stddev_samp", true),
  stdevp: spread("stddev_pop", false),
  variance: spread("var_samp", false),
  varianceif: spread("var_samp", true),
  variancep: spread("var_pop", false),
  variancepif: spread("var_pop", true),
  covariance: (call) => scalar("real", `coalesce(covar_samp(${real(call.arg(0))}, ${real(call.arg(1))}), 0e0)`, false),
  covariancep: (call) => scalar("real", `coalesce(covar_pop(${real(call.arg(0))}, ${real(call.arg(1))}), 0e0)`, false),
  percentile: (call) => percentile(call.arg(0), percentOf(call, 1)),
  percentilew: (call) => percentile(call.arg(0), percentOf(call, 2), call.arg(1)),
  percentiles_array: percentileArray(false),
  percentilesw_array: percentileArray(true),
};
