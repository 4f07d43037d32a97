import type { AlertLine, Comparison, SweptThreshold } from "../../../backtest";
import { count, instant } from "../../../wording";
import type { ReportTable } from "./tables";

/** What other values of thresholds would have given, and what to paste. */
export const sweepTables = (swept: readonly SweptThreshold[]): ReportTable[] =>
  swept.length === 0
    ? [{ title: "Sweep", head: [], rows: [], notes: ["The rule has no threshold."] }]
    : swept.map(sweepTable);

function sweepTable({ id, rule, name, kind, current, values }: SweptThreshold): ReportTable {
  const title = `Sweep of ${id}, ${rule}: ${name} = ${current}`;
  if (values.length === 0)
    return {
      title,
      head: [],
      rows: [],
      notes: ["From a quarter of it to four times it, no value changes anything here."],
    };
  const measured = values.some(({ quality }) => quality);
  const head = ["", "value", "alerts", "incidents", ...(measured ? ["attacks told", "false"] : [])];
  const rows = values.map(({ value, isCurrent, alerts, incidents, quality }) => [
    isCurrent ? "now" : "",
    value,
    count(alerts),
    count(incidents),
    ...(quality ? [`${quality.recall.found} of ${quality.recall.of}`, count(quality.falseIncidents)] : []),
  ]);
  const where = kind === "policy" ? "In the tenant's file" : "In the rule's query";
  const examples = values.filter(({ isCurrent }) => !isCurrent).map(({ value, paste }) => `# ${value}\n${paste}`);
  return { title, head, rows, notes: [`${where}:`, examples.join("\n")] };
}

/** What a change of rules changes. */
export function comparisonTables(revision: string, comparison: Comparison): ReportTable[] {
  const line = ({ id, at, title }: AlertLine) => [id, instant(at), title];
  const { before, after, same, moved, reworded } = comparison;
  return [
    {
      title: `Against ${revision}`,
      head: ["alerts", ""],
      rows: [
        [`of ${revision}`, count(before)],
        ["of the rules as they are", count(after)],
        ["the same", count(same)],
      ],
    },
    { title: `New: ${comparison.new.length}`, head: ["id", "at", "title"], rows: comparison.new.map(line) },
    { title: `Gone: ${comparison.gone.length}`, head: ["id", "at", "title"], rows: comparison.gone.map(line) },
    {
      title: `Moved: ${moved.length}`,
      head: ["id", "at", "title", "was at"],
      rows: moved.map((one) => [...line(one), instant(one.wasAt)]),
    },
    {
      title: `In other words: ${reworded.length}`,
      head: ["id", "at", "title", "was"],
      rows: reworded.map((one) => [...line(one), one.was]),
    },
  ];
}
