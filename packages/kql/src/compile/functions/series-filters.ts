import { scalar } from "../../plan/scalar";
import { pearson, present } from "../../series/statistics";
import type { CompileCall, FunctionFamily, ScriptFunction } from "../family";
import { jsonNumbers, numbersOf, seriesArg, seriesCall } from "./series-lists";

type Fill = (values: unknown[], missing: (value: unknown) => boolean, extra: unknown) => unknown[];

/** What counts as missing: the given placeholder, or null and NaN. */
const missingTest =
  (placeholder: unknown) =>
  (value: unknown): boolean =>
    placeholder === null ? value === null || value === "NaN" : value === placeholder || value === null;

const forward: Fill = (values, missing) => {
  let last: unknown;
  return values.map((value) => {
    if (!missing(value)) last = value;
    return missing(value) ? (last === undefined ? value : last) : value;
  });
};

const backward: Fill = (values, missing) => forward([...values].reverse(), missing, null).reverse();

const linear: Fill = (values, missing, edges) => {
  const known = values.flatMap((value, index) => (missing(value) ? [] : [index]));
  return values.map((value, index) => {
    if (!missing(value)) return value;
    const before = known.findLast((at) => at < index);
    const after = known.find((at) => at > index);
    if (before === undefined || after === undefined) {
      const edge = before ?? after;
      return edges === false || edge === undefined ? value : values[edge];
    }
    const [y0, y1] = [Number(values[before]), Number(values[after])];
    return y0 + ((y1 - y0) * (index - before)) / (after - before);
  });
};

const fillScript = (name: string, fill: Fill): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: ["VARCHAR", "VARCHAR", "VARCHAR"],
  returns: "VARCHAR",
  run: (json: string, placeholder: string, extra: string) => {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values)
      ? JSON.stringify(fill(values, missingTest(JSON.parse(placeholder)), JSON.parse(extra)))
      : null;
  },
});

/** Finite impulse response: a weighted moving sum. */
function fir(json: string, filterJson: string, normalizeJson: string, centerJson: string): string | null {
  const series = numbersOf(json);
  const filter = numbersOf(filterJson);
  if (!series || !filter) return null;
  const sum = filter.reduce((total, value) => total + value, 0);
  const normalize = normalizeJson === "null" ? filter.every((value) => value >= 0) : normalizeJson === "true";
  const scale = normalize && sum !== 0 ? 1 / sum : 1;
  const shift = centerJson === "true" ? filter.length >> 1 : 0;
  return jsonNumbers(
    series.map((_, at) =>
      filter.reduce((total, weight, back) => total + weight * scale * (series[at + shift - back] ?? 0), 0),
    ),
  );
}

/** Infinite impulse response. */
function iir(json: string, numerators: string, denominators: string): string | null {
  const [series, b, a] = [numbersOf(json), numbersOf(numerators), numbersOf(denominators)];
  if (!series || !b || !a?.[0]) return null;
  const out: number[] = [];
  series.forEach((_, at) => {
    const forwardPart = b.reduce((total, weight, back) => total + weight * (series[at - back] ?? 0), 0);
    const feedback = a.slice(1).reduce((total, weight, back) => total + weight * (out[at - back - 1] ?? 0), 0);
    out.push((forwardPart - feedback) / a[0]!);
  });
  return jsonNumbers(out);
}

const twoSeries =
  (run: (a: number[], b: number[]) => number) =>
  (first: string, second: string): number | null => {
    const [a, b] = [numbersOf(first), numbersOf(second)];
    return a && b && a.length === b.length ? run(a, b) : null;
  };

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const norm = (a: number[]): number => Math.sqrt(dot(a, a));

const real =
  (name: string, parameters: number): CompileCall =>
  (call) =>
    scalar(
      "real",
      `kql_${name}(${Array.from({ length: parameters }, (_, index) => seriesArg(call, index)).join(", ")})`,
    );

const realScript = (name: string, parameters: number, run: (...json: string[]) => number | null): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: Array.from({ length: parameters }, () => "VARCHAR"),
  returns: "DOUBLE",
  run,
});

const oneSeries =
  (run: (values: number[]) => number) =>
  (json?: string): number | null => {
    const values = numbersOf(json!);
    return values ? run(values) : null;
  };

/** Filling, filtering and reducing series. */
export const seriesFilters: FunctionFamily = {
  functions: {
    series_fill_const: (call) =>
      scalar(
        "dynamic",
        `kql_series_fill_const(${seriesArg(call, 0)}, ${seriesArg(call, 1)}, ${seriesArg(call, 2)})::JSON`,
      ),
    series_fill_forward: seriesCall("series_fill_forward", 3),
    series_fill_backward: seriesCall("series_fill_backward", 3),
    series_fill_linear: seriesCall("series_fill_linear", 3),
    series_fir: seriesCall("series_fir", 4),
    series_iir: seriesCall("series_iir", 3),
    series_dot_product: real("series_dot_product", 2),
    series_cosine_similarity: real("series_cosine_similarity", 2),
    series_pearson_correlation: real("series_pearson_correlation", 2),
    series_magnitude: real("series_magnitude", 1),
    series_product: real("series_product", 1),
    series_sum: real("series_sum", 1),
  },
  scripts: [
    {
      name: "kql_series_fill_const",
      parameters: ["VARCHAR", "VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (json: string, constant: string, placeholder: string) => {
        const values: unknown = JSON.parse(json);
        const missing = missingTest(JSON.parse(placeholder));
        return Array.isArray(values)
          ? `[${values.map((value) => (missing(value) ? constant : JSON.stringify(value))).join(",")}]`
          : null;
      },
    },
    fillScript("series_fill_forward", forward),
    fillScript("series_fill_backward", backward),
    fillScript("series_fill_linear", linear),
    { name: "kql_series_fir", parameters: ["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"], returns: "VARCHAR", run: fir },
    { name: "kql_series_iir", parameters: ["VARCHAR", "VARCHAR", "VARCHAR"], returns: "VARCHAR", run: iir },
    realScript("series_dot_product", 2, (a, b) => twoSeries(dot)(a!, b!)),
    realScript("series_cosine_similarity", 2, (a, b) => twoSeries((x, y) => dot(x, y) / (norm(x) * norm(y)))(a!, b!)),
    realScript("series_pearson_correlation", 2, (a, b) => twoSeries(pearson)(a!, b!)),
    realScript("series_magnitude", 1, oneSeries(norm)),
    realScript(
      "series_product",
      1,
      oneSeries((values) => present(values).reduce((product, value) => product * value, 1)),
    ),
    realScript(
      "series_sum",
      1,
      oneSeries((values) => present(values).reduce((sum, value) => sum + value, 0)),
    ),
  ],
};
