import type * as ECharts from "echarts";
import { Html, html, table } from "../../report";
import type { Answer } from "../ask";
import { PreviewError } from "../errors";
import { type ChartData, chartData, isNumber, type Settings } from "./chart-data";
import { type NumberFormat, written } from "./number-format";
import { refused } from "./refused";

interface ChartSettings extends Settings {
  readonly ySettings?: { readonly numberFormatSettings?: NumberFormat };
}

const kinds = new Set([
  "barchart",
  "unstackedbar",
  "categoricalbar",
  "timechart",
  "linechart",
  "areachart",
  "scatterchart",
  "piechart",
]);
export const isChart = (visualization: unknown): boolean => kinds.has(String(visualization));

/** Colours that stand for those of the page, which are other in the dark. */
const palette = ["#aa0001", "#aa0002", "#aa0003", "#aa0004", "#aa0005", "#aa0006", "#aa0007", "#aa0008"];
const [ink, line] = ["#bb0001", "#bb0002"];
const size = { width: 760, height: 330 };

/** A result as a chart, and the same as a table. */
export function chart(answer: Answer, content: Readonly<Record<string, unknown>>, id: string): Html {
  const kind = String(content.visualization);
  const time = ["timechart", "linechart", "areachart"].includes(kind);
  const settings = (content.chartSettings ?? {}) as ChartSettings;
  const data = chartData(answer, settings, time);
  const format = settings.ySettings?.numberFormatSettings;
  const title = String(content.title ?? id);
  if (!data) return refused(`a ${kind} needs a column along the axis and one of numbers`);
  const picture = drawn(optionsOf(kind, data, format), id);
  return html`<div class="chart" role="img" aria-label="${title}">${picture}</div>
<details><summary>As a table</summary>${table(
    title,
    answer.columns.map(({ name }) => name),
    answer.rows
      .slice(0, 250)
      .map((row) => row.map((value, i) => written(value, isNumber(answer.columns[i]!.type) ? format : undefined))),
  )}</details>`;
}

function optionsOf(kind: string, { time, names, series }: ChartData, format?: NumberFormat): ECharts.EChartsOption {
  const shared = {
    animation: false,
    color: palette,
    textStyle: { color: ink, fontFamily: "system-ui, sans-serif" },
    legend: { type: "scroll" as const, bottom: 0, itemGap: 26, textStyle: { color: ink } },
    grid: { left: 12, right: 16, top: 16, bottom: 40, containLabel: true },
  };
  if (kind === "piechart") {
    const slices = series.flatMap(({ points, name }) =>
      points.map(([x, value]) => ({ name: series.length > 1 ? `${x} ${name}` : x, value })),
    );
    return {
      ...shared,
      series: [{ type: "pie", radius: ["35%", "68%"], center: ["50%", "45%"], data: slices, label: { color: ink } }],
    };
  }
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: ink },
    splitLine: { lineStyle: { color: line } },
  };
  const type =
    kind === "scatterchart"
      ? ("scatter" as const)
      : ["timechart", "linechart", "areachart"].includes(kind)
        ? ("line" as const)
        : ("bar" as const);
  const places = time ? [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort() : names;
  const isStacked = kind === "areachart" || (type === "bar" && kind !== "unstackedbar");
  return {
    ...shared,
    xAxis: time
      ? { type: "time", ...axis, splitLine: { show: false } }
      : { type: "category", data: [...names], ...axis },
    yAxis: {
      type: "value",
      ...axis,
      axisLabel: { color: ink, ...(format ? { formatter: (value: number) => written(value, format) } : {}) },
    },
    series: series.map(({ name, points }) => ({
      type,
      name,
      data: isStacked ? places.map((x) => [x, sumAt(points, x)]) : points.map(([x, y]) => [x, y]),
      showSymbol: points.length < 30,
      barMaxWidth: 64,
      ...(kind === "areachart" ? { areaStyle: {} } : {}),
      ...(isStacked ? { stack: "all" } : {}),
    })) as ECharts.SeriesOption[],
  };
}

/** What a series has at a place of the axis; what is stacked is put on one another in the order of places. */
const sumAt = (points: readonly (readonly [x: string, y: number])[], place: string): number =>
  points.reduce((sum, [x, y]) => (x === place ? sum + y : sum), 0);

/** The picture as SVG, in the page's colours. */
function drawn(options: ECharts.EChartsOption, id: string): Html {
  const instance = library().init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    instance.setOption(options);
    const svg = instance.renderToSVGString();
    return new Html(
      svg
        .replace(/^<svg width="\d+" height="\d+"/, '<svg aria-hidden="true"')
        .replace(/zr\d+-/g, `${id}-`)
        .replace(/#aa000(\d)/g, "var(--c$1)")
        .replaceAll(ink, "var(--ink)")
        .replaceAll(line, "var(--line)"),
    );
  } finally {
    instance.dispose();
  }
}

function library(): typeof ECharts {
  try {
    return require("echarts") as typeof ECharts;
  } catch {
    throw new PreviewError(
      "agentid preview",
      "draws charts with echarts, which is not installed",
      "npm install --save-dev echarts@6",
    );
  }
}
