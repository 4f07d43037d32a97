import type { SummaryItem } from "../kinds/summary";
import { toKqlColumns } from "../kql-schema";
import type { Problem } from "../problem";
import { suggestFrom } from "../suggest";
import { type Check, type CheckContext, toProblems } from "./context";
import { unreadableTables } from "./readable-tables";
import { checkTemplateMarkers } from "./template-markers";

/** Summary rules: the query binds without saved functions, and its rows fit the destination table. */
export const checkSummaries: Check = (context) =>
  context.content.summaries.flatMap((item) => summaryProblems(context, item));

function summaryProblems(context: CheckContext, item: SummaryItem): Problem[] {
  const { data, source } = item;
  const markers = checkTemplateMarkers(source, ["query"], data.query);
  if (markers.length > 0) return markers;
  const analysis = context.analyze(source, ["query"], data.query);
  const problems = [
    ...toProblems(source, analysis.diagnostics),
    ...unreadableTables(context.content, source, ["query"], analysis.tables),
  ];
  if (problems.some((p) => p.severity === "error")) return problems;
  const [called] = analysis.functions;
  if (called) {
    return [
      source.problem(
        ["query"],
        "summary/function",
        `summary rules cannot call saved functions, and this one calls ${called}`,
        { suggestion: "write the function's query out" },
      ),
    ];
  }
  const table = context.content.tables.find((t) => t.data.name === data.destinationTable);
  if (!table) {
    const known = context.content.tables.map((t) => t.data.name);
    return [
      source.problem(["destinationTable"], "summary/destination", `no table is called "${data.destinationTable}"`, {
        suggestion: suggestFrom(data.destinationTable, known),
      }),
    ];
  }
  const columns = toKqlColumns(table.data.columns);
  return analysis.columns.flatMap(({ name, type }) => {
    const declared = columns.find((c) => c.name === name);
    if (declared?.type === type) return [];
    const what = declared
      ? `as ${type}, but ${table.data.name} declares ${declared.type}`
      : `, which ${table.data.name} does not have`;
    return [
      source.problem(["query"], "summary/column", `the query returns ${name}${declared ? " " : ""}${what}`, {
        suggestion: suggestFrom(
          name,
          columns.map((c) => c.name),
        ),
      }),
    ];
  });
}
