import { fitLine, mean, median, quantile } from "./statistics";

/** Measured from the engine's output: the distance at which a value of the P10–P90 range scores 1. */
const TUKEY_SCALE = 2.772605606;
/** Autocorrelation from which a period counts as one. */
const MIN_SCORE = 0.6;

export interface Decomposition {
  readonly baseline: number[];
  readonly seasonal: number[];
  readonly trend: number[];
  readonly residual: number[];
}

/** How a series that has its season removed is described: by its average, a line, or not at all. */
export type Trend = "avg" | "linefit" | "none";

/** Autocorrelation of the series without its line, by lag. */
function autocorrelations(series: readonly number[], most: number): number[] {
  const { line } = fitLine(series);
  const rest = series.map((value, index) => value - line[index]!);
  return Array.from({ length: most + 2 }, (_, lag) => {
    let product = 0;
    let head = 0;
    let tail = 0;
    for (let at = 0; at + lag < rest.length; at++) {
      product += rest[at]! * rest[at + lag]!;
      head += rest[at]! ** 2;
      tail += rest[at + lag]! ** 2;
    }
    return product / Math.sqrt(head * tail || 1);
  });
}

/** Lags at which the autocorrelation peaks, best first. */
export function periods(
  series: readonly number[],
  least = 4,
  most = series.length / 2,
  count = 1,
): { period: number; score: number }[] {
  if (series.length < 8) return [];
  const limit = Math.min(Math.floor(most), Math.ceil(series.length / 2) - 1);
  const scores = autocorrelations(series, limit);
  const peaks: { period: number; score: number }[] = [];
  for (let lag = Math.max(Math.ceil(least), 2); lag <= limit; lag++) {
    const score = scores[lag]!;
    if (score > scores[lag - 1]! && score >= scores[lag + 1]! && score > MIN_SCORE) peaks.push({ period: lag, score });
  }
  return peaks
    .sort((a, b) => b.score - a.score - (Math.abs(b.score - a.score) < 1e-9 ? b.period - a.period : 0))
    .slice(0, count);
}

/** The typical value of each phase of a period; -1 finds the period, 0 means none. */
export function seasonal(series: readonly number[], seasonality: number): number[] {
  const period = Math.min(periodOf(series, seasonality), series.length);
  if (period <= 0) return series.map(() => 0);
  const phases = Array.from({ length: period }, (_, phase) =>
    series.filter((_value, index) => index % period === phase),
  );
  const typical = phases.map((phase) => (phase.length > 0 ? median(phase) : 0));
  return series.map((_, index) => typical[index % period]!);
}

/** Splits a series into season, trend and what is left; the last `testPoints` do not teach. */
export function decompose(series: readonly number[], seasonality: number, trend: Trend, testPoints = 0): Decomposition {
  const taught = testPoints > 0 ? series.slice(0, series.length - testPoints) : [...series];
  const learned = seasonal(taught, seasonality);
  const period = periodOf(taught, seasonality);
  const season = series.map((_, index) =>
    index < learned.length || period === 0 ? (learned[index] ?? 0) : learned[index % period]!,
  );
  const level = trendOf(
    taught.map((value, index) => value - season[index]!),
    series.length,
    trend,
  );
  const baseline = season.map((value, index) => value + level[index]!);
  return { baseline, seasonal: season, trend: level, residual: series.map((value, index) => value - baseline[index]!) };
}

const periodOf = (series: readonly number[], seasonality: number): number =>
  seasonality === -1 ? (periods(series)[0]?.period ?? 0) : seasonality;

function trendOf(values: readonly number[], length: number, trend: Trend): number[] {
  if (trend === "none") return Array.from({ length }, () => 0);
  if (trend === "avg") return Array.from({ length }, () => mean(values));
  const { slope, interception } = fitLine(values);
  return Array.from({ length }, (_, x) => interception + slope * x);
}

/** How far each value lies outside of the range between two percentiles, in units of that range. */
export function outlierScores(values: readonly number[], low = 0.1, high = 0.9): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const bottom = quantile(sorted, low);
  const top = quantile(sorted, high);
  const width = top - bottom;
  return values.map((value) => {
    if (width === 0) return 0;
    return value > top
      ? ((value - top) / width) * TUKEY_SCALE
      : value < bottom
        ? ((value - bottom) / width) * TUKEY_SCALE
        : 0;
  });
}
