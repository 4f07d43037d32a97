import { type Scalar, scalar } from "../../plan/scalar";
import { decompose, outlierScores, periods, seasonal, type Trend } from "../../series/decompose";
import { fitLine, fitTwoLines, seriesStats } from "../../series/statistics";
import type { KqlType } from "../../types";
import { convert } from "../convert";
import type { FunctionFamily, ScriptFunction } from "../family";
import type { Call } from "../scope";
import { jsonNumber, jsonNumbers, numbersOf, seriesArg } from "./series-lists";

/** A function with several results: its script returns them as one JSON array of arrays and numbers. */
interface Analysis {
  readonly results: readonly KqlType[];
  readonly parameters: number;
  readonly run: (series: number[], ...rest: unknown[]) => (number[] | number | null)[];
}

const trendOf = (value: unknown): Trend => (value === "linefit" || value === "none" ? value : "avg");
const numberOr = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

const analyses: Readonly<Record<string, Analysis>> = {
  series_stats: {
    results: ["real", "long", "real", "long", "real", "real", "real"],
    parameters: 2,
    run: (series) => seriesStats(series),
  },
  series_fit_line: {
    results: ["real", "real", "real", "real", "real", "dynamic"],
    parameters: 1,
    run: (series) => {
      const fit = fitLine(series);
      return [fit.rsquare, fit.slope, fit.variance, fit.rvariance, fit.interception, fit.line];
    },
  },
  series_fit_2lines: {
    results: ["real", "long", "real", "real", "dynamic", ...Array.from({ length: 10 }, () => "real" as const)],
    parameters: 1,
    run: (series) => {
      const fit = fitTwoLines(series);
      const side = ({ rsquare, slope, interception, variance, rvariance }: typeof fit.left) => [
        rsquare,
        slope,
        interception,
        variance,
        rvariance,
      ];
      return [fit.rsquare, fit.split, fit.variance, fit.rvariance, fit.line, ...side(fit.right), ...side(fit.left)];
    },
  },
  series_decompose: {
    results: ["dynamic", "dynamic", "dynamic", "dynamic"],
    parameters: 4,
    run: (series, seasonality, trend, testPoints) => {
      const parts = decompose(series, numberOr(seasonality, -1), trendOf(trend), numberOr(testPoints, 0));
      return [parts.baseline, parts.seasonal, parts.trend, parts.residual];
    },
  },
  series_decompose_anomalies: {
    results: ["dynamic", "dynamic", "dynamic"],
    parameters: 7,
    run: (series, threshold, seasonality, trend, testPoints, method) => {
      const parts = decompose(series, numberOr(seasonality, -1), trendOf(trend), numberOr(testPoints, 0));
      const scores = method === "tukey" ? outlierScores(parts.residual, 0.25, 0.75) : outlierScores(parts.residual);
      const limit = numberOr(threshold, 1.5);
      return [scores.map((score) => (score > limit ? 1 : score < -limit ? -1 : 0)), scores, parts.baseline];
    },
  },
  series_decompose_forecast: {
    results: ["dynamic", "dynamic", "dynamic", "dynamic"],
    parameters: 4,
    run: (series, points, seasonality, trend) => {
      const parts = decompose(
        series,
        numberOr(seasonality, -1),
        trend === "avg" || trend === "none" ? trend : "linefit",
        numberOr(points, 0),
      );
      return [parts.baseline, parts.seasonal, parts.trend, parts.residual];
    },
  },
  series_periods_detect: {
    results: ["dynamic", "dynamic"],
    parameters: 4,
    run: (series, least, most, count) => {
      const found = periods(series, numberOr(least, 4), numberOr(most, series.length / 2), numberOr(count, 1));
      const padded = [
        ...found,
        ...Array.from({ length: numberOr(count, 1) - found.length }, () => ({ period: 0, score: 0 })),
      ];
      return [padded.map(({ period }) => period), padded.map(({ score }) => score)];
    },
  },
};

const names: Readonly<Record<string, readonly string[]>> = {
  series_stats: ["min", "min_idx", "max", "max_idx", "avg", "stdev", "variance"],
  series_fit_line: ["rsquare", "slope", "variance", "rvariance", "interception", "line_fit"],
  series_fit_2lines: [
    "rsquare",
    "split_idx",
    "variance",
    "rvariance",
    "line_fit",
    "right.rsquare",
    "right.slope",
    "right.interception",
    "right.variance",
    "right.rvariance",
    "left.rsquare",
    "left.slope",
    "left.interception",
    "left.variance",
    "left.rvariance",
  ],
};

const written = (value: number[] | number | null): string =>
  Array.isArray(value) ? jsonNumbers(value) : value === null ? "null" : jsonNumber(value);

const script = ([name, analysis]: [string, Analysis]): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: Array.from({ length: analysis.parameters }, () => "VARCHAR"),
  returns: "VARCHAR",
  run: (json: string, ...rest: string[]) => {
    const series = numbersOf(json);
    return series
      ? `[${analysis
          .run(series, ...rest.map((item) => JSON.parse(item) as unknown))
          .map(written)
          .join(",")}]`
      : null;
  },
});

const callScript = (call: Call, name: string, parameters: number): string =>
  `kql_${name}(${Array.from({ length: parameters }, (_, index) => seriesArg(call, index)).join(", ")})::JSON`;

/** The results of an analysis, each taken out of the script's one answer. */
const several =
  (name: string) =>
  (call: Call): Scalar[] => {
    const { results, parameters } = analyses[name]!;
    const sql = callScript(call, name, parameters);
    return results.map((type, index) => convert(scalar("dynamic", `json_extract(${sql}, '$[${index}]')`), type));
  };

/** Functions that return several values. */
export const seriesAnalyses = Object.fromEntries(Object.keys(analyses).map((name) => [name, several(name)]));

/** The dynamic variants name their results. */
const asBag =
  (name: string, extra: readonly (readonly [string, (sql: string, call: Call) => string])[] = []) =>
  (call: Call): Scalar => {
    const { parameters } = analyses[name]!;
    const sql = callScript(call, name, parameters);
    const flat = names[name]!.flatMap((key, index) =>
      key.includes(".") ? [] : [`'${key}', json_extract(${sql}, '$[${index}]')`],
    );
    const nested = ["right", "left"].flatMap((side) => {
      const inside = names[name]!.flatMap((key, index) =>
        key.startsWith(`${side}.`) ? [`'${key.slice(side.length + 1)}', json_extract(${sql}, '$[${index}]')`] : [],
      );
      return inside.length > 0 ? [`'${side}', json_object(${inside.join(", ")})`] : [];
    });
    const more = extra.map(([key, of]) => `'${key}', ${of(sql, call)}`);
    return scalar("dynamic", `json_object(${[...flat, ...nested, ...more].join(", ")})`);
  };

/** Statistics, line fits, decomposition and anomalies. */
export const seriesAnalysis: FunctionFamily = {
  functions: {
    series_stats_dynamic: asBag("series_stats", [
      ["sum", (_sql, call) => `kql_series_sum(${seriesArg(call, 0)})`],
      ["len", (_sql, call) => `json_array_length(${seriesArg(call, 0)}::JSON)`],
    ]),
    series_fit_line_dynamic: asBag("series_fit_line"),
    series_fit_2lines_dynamic: asBag("series_fit_2lines"),
    series_outliers: (call) =>
      scalar(
        "dynamic",
        `kql_series_outliers(${[0, 1, 2, 3, 4].map((index) => seriesArg(call, index)).join(", ")})::JSON`,
      ),
    series_seasonal: (call) =>
      scalar("dynamic", `kql_series_seasonal(${seriesArg(call, 0)}, ${seriesArg(call, 1)})::JSON`),
    series_decompose_forecast: (call) => several("series_decompose_forecast")(call)[0]!,
  },
  scripts: [
    ...Object.entries(analyses).map(script),
    {
      name: "kql_series_outliers",
      parameters: ["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (json: string, kind: string, _ignore: string, low: string, high: string) => {
        const series = numbersOf(json);
        if (!series) return null;
        const tukey = kind === '"tukey"';
        const bound = (text: string, otherwise: number): number => (text === "null" ? otherwise : Number(text) / 100);
        return jsonNumbers(outlierScores(series, bound(low, tukey ? 0.25 : 0.1), bound(high, tukey ? 0.75 : 0.9)));
      },
    },
    {
      name: "kql_series_seasonal",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (json: string, period: string) => {
        const series = numbersOf(json);
        return series ? jsonNumbers(seasonal(series, period === "null" ? -1 : Number(period))) : null;
      },
    },
  ],
};
