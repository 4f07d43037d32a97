import type { Answer } from "../ask";
import { numberOf, shown } from "./value";

/** Points of a chart: a series for each name. */
export interface ChartData {
  readonly time: boolean;
  /** names along the axis, where it is none of time */
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: string, y: number])[] }[];
}

/** Which column goes where. */
export interface Settings {
  readonly xAxis?: string;
  readonly yAxis?: readonly string[];
  readonly group?: string;
}

/** Whether a column of that type holds numbers. */
export const isNumber = (type: string): boolean => ["int", "long", "real", "decimal"].includes(type);

/** Which column goes where, as the portal decides it: time or the first text along the axis, numbers up, another text for series. */
export function chartData({ columns, rows }: Answer, settings: Settings, time: boolean): ChartData | undefined {
  const find = (name: string | undefined): number => columns.findIndex((one) => one.name === name);
  const given = find(settings.xAxis);
  const x = given >= 0 ? given : columns.findIndex(({ type }) => (time ? type === "datetime" : !isNumber(type)));
  const ys = columns
    .map((column, i) => ({ ...column, i }))
    .filter(({ name, type, i }) => i !== x && (settings.yAxis ? settings.yAxis.includes(name) : isNumber(type)));
  if (x < 0 || ys.length === 0) return undefined;
  const by = settings.group ? find(settings.group) : columns.findIndex(({ type }, i) => i !== x && type === "string");
  const series = new Map<string, [string, number][]>();
  for (const row of rows)
    for (const { name, i } of ys) {
      const key = by < 0 ? name : ys.length > 1 ? `${shown(row[by])} ${name}` : shown(row[by]);
      const points = series.get(key) ?? [];
      series.set(key, points);
      points.push([columns[x]!.type === "datetime" ? String(row[x]) : shown(row[x]), numberOf(row[i]) ?? 0]);
    }
  return {
    time: columns[x]!.type === "datetime",
    names: [...new Set(rows.map((row) => shown(row[x])))],
    series: [...series].map(([name, points]) => ({ name, points })),
  };
}
