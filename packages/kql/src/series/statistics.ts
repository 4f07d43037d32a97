/** Statistics of numeric series. Missing values are NaN. */

export const present = (series: readonly number[]): number[] => series.filter((value) => !Number.isNaN(value));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Sample variance; 0 for fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const average = mean(values);
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1);
}

/** The value below which a fraction of the sorted values lies, between neighbours. */
export function quantile(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction;
  const low = Math.floor(position);
  return sorted[low]! + (position - low) * (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!);
}

/** Where the extremes are and how the values spread, in the order of `series_stats`. */
export function seriesStats(series: readonly number[]): (number | null)[] {
  const values = present(series);
  if (values.length === 0) return [null, null, null, null, null, null, null];
  const min = Math.min(...values);
  const max = Math.max(...values);
  const spread = variance(values);
  return [min, series.indexOf(min), max, series.indexOf(max), mean(values), Math.sqrt(spread), spread];
}

/** A straight line through a series by least squares. */
export interface LineFit {
  readonly rsquare: number;
  readonly slope: number;
  readonly variance: number;
  readonly rvariance: number;
  readonly interception: number;
  readonly line: number[];
}

export function fitLine(series: readonly number[]): LineFit {
  const points = [...series.entries()].filter(([, y]) => !Number.isNaN(y));
  const n = points.length;
  const xMean = mean(points.map(([x]) => x));
  const yMean = mean(points.map(([, y]) => y));
  const sxy = points.reduce((sum, [x, y]) => sum + (x - xMean) * (y - yMean), 0);
  const sxx = points.reduce((sum, [x]) => sum + (x - xMean) ** 2, 0);
  const slope = sxx === 0 ? 0 : sxy / sxx;
  const interception = yMean - slope * xMean;
  const line = series.map((_, x) => interception + slope * x);
  const residual = points.map(([x, y]) => y - line[x]!);
  const total = points.reduce((sum, [, y]) => sum + (y - yMean) ** 2, 0);
  const rest = residual.reduce((sum, r) => sum + r * r, 0);
  return {
    rsquare: total === 0 ? 0 : 1 - rest / total,
    slope,
    variance: n < 2 ? 0 : total / (n - 1),
    rvariance: n < 2 ? 0 : rest / (n - 1),
    interception,
    line,
  };
}

/** The split into two lines that leaves the least residual. */
export function fitTwoLines(series: readonly number[]): {
  split: number;
  left: LineFit;
  right: LineFit;
  line: number[];
  rsquare: number;
  variance: number;
  rvariance: number;
} {
  const whole = fitLine(series);
  let best = { split: 0, left: whole, right: whole, rest: Number.POSITIVE_INFINITY };
  for (let split = 2; split <= series.length - 2; split++) {
    const left = fitLine(series.slice(0, split));
    const right = fitLine(series.slice(split));
    const rest = residualOf(series.slice(0, split), left) + residualOf(series.slice(split), right);
    if (rest < best.rest) best = { split, left, right, rest };
  }
  const line = best.split === 0 ? whole.line : [...best.left.line, ...best.right.line];
  const rest = Number.isFinite(best.rest) ? best.rest : residualOf(series, whole);
  const total = whole.variance * (series.length - 1);
  return {
    split: best.split,
    left: best.left,
    right: best.right,
    line,
    rsquare: total === 0 ? 0 : 1 - rest / total,
    variance: whole.variance,
    rvariance: rest / (series.length - 1),
  };
}

const residualOf = (series: readonly number[], fit: LineFit): number =>
  series.reduce((sum, y, x) => sum + (y - fit.line[x]!) ** 2, 0);

export function pearson(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const cov = a.reduce((sum, value, i) => sum + (value - ma) * (b[i]! - mb), 0);
  const [va, vb] = [a, b].map((s, k) => s.reduce((sum, value) => sum + (value - (k ? mb : ma)) ** 2, 0)) as [
    number,
    number,
  ];
  return cov / Math.sqrt(va * vb);
}
