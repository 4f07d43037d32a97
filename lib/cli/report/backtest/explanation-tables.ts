import type { Drop, ExplainedStep, Explanation } from "../../../backtest";
import { count, instant } from "../../../wording";
import type { ReportTable } from "./tables";

/** Where a rule's rows went. */
export function explanationTables(explanation: Explanation, agent: string | undefined): ReportTable[] {
  const { id, rule, runs, tables, steps, needs, drop } = explanation;
  const own = agent === undefined ? [] : ["agent"];
  return [
    {
      title: `${id}, ${rule}: ${conclusion(explanation, agent)}`,
      head: ["it reads", "rows", ...own],
      rows: tables.map((one) => [one.table, count(one.rows), ...(agent === undefined ? [] : [count(one.agent ?? 0)])]),
      notes: [`${count(runs.withRows)} of ${count(runs.of)} runs see rows. Rows below are added up over these runs.`],
    },
    {
      title: "Steps",
      head: ["in", "step", "rows in", "rows out", ...(agent === undefined ? [] : ["agent in", "agent out"])],
      rows: steps.map((step) => stepRow(step, agent)),
    },
    ...(drop && drop.rows.length > 0 ? [valuesTable(drop)] : []),
    ...(needs.length > 0
      ? [
          {
            title: "What is needed",
            head: ["", ""],
            rows: needs.map(({ what, kind }) => [what, kind.replace("-", " ")]),
          },
        ]
      : []),
  ];
}

function conclusion({ drop, results, runs, tables }: Explanation, agent: string | undefined): string {
  const empty = tables.filter(({ rows }) => rows === 0).map(({ table }) => table);
  if (runs.withRows === 0)
    return empty.length > 0 ? `no run sees a row; ${empty.join(", ")} has none` : "no run sees a row in its window";
  const whose = agent === undefined ? "all rows" : `the rows of ${agent}`;
  if (!drop) return `fires; ${count(results)} rows of its result`;
  return `${drop.within === undefined ? "" : `in ${drop.within}, `}\`${drop.step}\` drops ${whose}`;
}

const stepRow = ({ within, label, rowsIn, rowsOut, agentIn, agentOut }: ExplainedStep, agent: string | undefined) => [
  within ?? "",
  label,
  rowsIn === undefined ? "" : count(rowsIn),
  count(rowsOut),
  ...(agent === undefined ? [] : [agentIn === undefined ? "" : count(agentIn), count(agentOut ?? 0)]),
];

function valuesTable({ rows, at }: Drop): ReportTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    title: `What it was given${at === undefined ? "" : ` by the run of ${instant(at)}`}`,
    head: ["column", ...rows.map((_, i) => `row ${i + 1}`)],
    rows: columns.map((name) => [name, ...rows.map((row) => shown(row[name]))]),
  };
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text === "" ? '""' : text;
}
