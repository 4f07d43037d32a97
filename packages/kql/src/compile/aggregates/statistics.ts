import { type Scalar, scalar } from "../../plan/scalar";
import { realLiteral } from "../../plan/sql";
import { convert, toDynamic } from "../convert";
import type { CompileCall, FunctionFamily } from "../family";
import type { Call } from "../scope";
import { condition, when } from "./totals";

const real = (value: Scalar): string => convert(value, "real").sql;

/** Sample statistics of fewer than two rows are zero; of values that are not finite, not a number. */
const spread =
  (sqlFunction: string, conditional: boolean): CompileCall =>
  (call) => {
    const test = conditional ? condition(call, 1) : undefined;
    const value = call.arg(0);
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
  // 99.9 / 100 is a little more than 0.999: of a thousand values it would be the next.
  const fraction = Math.min(Math.max(Number((percent / 100).toPrecision(12)), 0), 1);
  const input = value.type === "dynamic" ? convert(value, "real") : value;
  if (weight) {
    const counts = `FILTER (WHERE ${input.sql} IS NOT NULL AND ${weight.sql} > 0)`;
    const sorted = (sql: string): string => `(list(${sql} ORDER BY ${input.sql}) ${counts})`;
    const place = `kql_weighted_place(to_json(${sorted(weight.sql)})::VARCHAR, ${realLiteral(fraction)})`;
    return scalar(input.type, `${sorted(input.sql)}[${place}]`);
  }
  return scalar(input.type, `quantile_disc(${input.sql}, ${realLiteral(fraction)})`);
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
    return scalar("dynamic", `to_json([${values.map((value) => toDynamic(value).sql).join(", ")}])`);
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

/** The place, from 1 on, at which the weights of sorted values reach a fraction of all. */
function weightedPlace(weightsJson: string, fraction: number): bigint {
  const weights = JSON.parse(weightsJson) as number[];
  const target = weights.reduce((sum, weight) => sum + weight, 0) * fraction;
  let reached = 0;
  const place = weights.findIndex((weight) => {
    reached += weight;
    return reached >= target;
  });
  return BigInt(place + 1);
}

/** What statistics need inside DuckDB. */
export const statisticsFamily: FunctionFamily = {
  functions: {},
  scripts: [
    {
      name: "kql_weighted_place",
      parameters: ["VARCHAR", "DOUBLE"],
      returns: "BIGINT",
      run: weightedPlace,
    },
  ],
};
