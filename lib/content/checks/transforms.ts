import type { Column } from "../../kql";
import type { StreamSpec, TableItem } from "../kinds/table";
import { toKqlColumns } from "../kql-schema";
import type { Problem } from "../problem";
import { didYouMean } from "../suggest";
import { type Check, type CheckContext, toProblems } from "./context";
import { checkTemplateMarkers } from "./template-markers";

/** Azure Monitor's limit on a transform's text. */
const maximumLength = 15_360;

/** Ingest transforms: bind, stay inside the ingest-time subset, and yield columns the table has. */
export const checkTransforms: Check = (context) =>
  context.content.tables.flatMap((table) =>
    (table.data.streams ?? []).flatMap((stream, s) => streamProblems(context, table, stream, s)),
  );

function streamProblems(context: CheckContext, table: TableItem, stream: StreamSpec, index: number): Problem[] {
  const path = ["streams", index, "transformKql"];
  const { source } = table;
  const markers = checkTemplateMarkers(source, path, stream.transformKql);
  if (markers.length > 0) return markers;

  const input = { tables: [{ name: "source", columns: toKqlColumns(stream.columns) }] };
  const place = { file: source.file, locate: source.placesOf(path) };
  const analysis = context.binder.with(input).findings(stream.transformKql, place, "transform");
  const { outside } = analysis;
  // An operator that is not allowed drops columns, and every later line would complain about that.
  const problems = toProblems(source, outside.length > 0 ? outside : analysis.diagnostics);
  if (stream.transformKql.length > maximumLength) {
    problems.push(
      source.problem(
        path,
        "transform/length",
        `the transform has ${stream.transformKql.length} characters; Azure Monitor takes ${maximumLength}`,
        {
          suggestion: "drop comments and blank lines, or move work to a function that rules call",
        },
      ),
    );
  }
  if (problems.some((p) => p.severity === "error")) return problems;
  return [...problems, ...analysis.columns.flatMap((column) => landing(table, path, column))];
}

function landing(table: TableItem, path: (string | number)[], column: Column): Problem[] {
  const declared = toKqlColumns(table.data.columns).find((c) => c.name === column.name);
  if (!declared) {
    return [
      table.source.problem(
        path,
        "transform/unknown-column",
        `the transform yields "${column.name}", which ${table.data.name} does not have; Azure Monitor would drop it`,
        {
          suggestion: `${
            didYouMean(
              column.name,
              table.data.columns.map((c) => c.name),
            ).split("; use one of")[0]
          } Or remove it with project-away`,
        },
      ),
    ];
  }
  if (declared.type === column.type) return [];
  return [
    table.source.problem(
      path,
      "transform/column-type",
      `the transform yields ${column.name} as ${column.type}, but ${table.data.name} declares ${declared.type}`,
      {
        suggestion: `convert it: ${column.name} = to${declared.type}(...)`,
      },
    ),
  ];
}
