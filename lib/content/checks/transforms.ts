import type { Column } from "@sentinel-agent-identities/kql";
import { transformLengthBreaches } from "../../limits";
import { builtinTables } from "../../log-analytics";
import type { FlowSpec, TableItem } from "../kinds/table";
import type { WorkspaceTransformItem } from "../kinds/workspace-transform";
import { toKqlColumns } from "../kql-schema";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";
import { suggestFrom } from "../suggest";
import { type Check, type CheckContext, toProblems } from "./context";
import { limitProblems } from "./limits/limit-problems";
import { checkTemplateMarkers } from "./template-markers";

/** A transform: what it reads, and the table its rows land in. */
interface Transform {
  readonly source: SourceFile;
  /** where its text stands in `source` */
  readonly path: Path;
  readonly text: string;
  readonly input: readonly Column[];
  readonly table: string;
  readonly output: readonly Column[];
}

/** Ingest transforms: bind, stay inside the ingest-time subset, and yield columns the table has. */
export const checkTransforms: Check = (context) => [
  ...context.content.tables.flatMap((table) => tableProblems(context, table)),
  ...context.content.workspaceTransforms.flatMap((item) => workspaceProblems(context, item)),
];

function tableProblems(context: CheckContext, item: TableItem): Problem[] {
  const { source, data } = item;
  const own = { source, table: data.name, output: toKqlColumns(data.columns) };
  return [
    ...(data.streams ?? []).flatMap(({ transformKql, columns }, i) =>
      transformProblems(context, {
        ...own,
        path: ["streams", i, "transformKql"],
        text: transformKql,
        input: toKqlColumns(columns),
      }),
    ),
    ...(data.flows ?? []).flatMap((flow, i) => flowProblems(context, own, flow, i)),
  ];
}

function flowProblems(
  context: CheckContext,
  own: Pick<Transform, "source" | "table" | "output">,
  flow: FlowSpec,
  index: number,
): Problem[] {
  const streams = context.content.tables.flatMap(({ data }) => data.streams ?? []);
  const stream = streams.find(({ name }) => name === flow.stream);
  if (!stream) {
    return [
      own.source.problem(
        ["flows", index, "stream"],
        "flow/unknown-stream",
        `no table declares a stream "${flow.stream}"`,
        {
          suggestion: suggestFrom(
            flow.stream,
            streams.map(({ name }) => name),
          ),
        },
      ),
    ];
  }
  const path = ["flows", index, "transformKql"];
  return transformProblems(context, { ...own, path, text: flow.transformKql, input: toKqlColumns(stream.columns) });
}

function workspaceProblems(context: CheckContext, { source, data }: WorkspaceTransformItem): Problem[] {
  const columns = builtinColumns(data.table);
  if (!columns) return [unknownTable(source, ["table"], data.table)];
  const path = ["transformKql"];
  const { table, transformKql: text } = data;
  return transformProblems(context, { source, path, text, input: columns, table, output: columns });
}

function transformProblems(context: CheckContext, transform: Transform): Problem[] {
  const { source, path, text } = transform;
  const markers = checkTemplateMarkers(source, path, text);
  if (markers.length > 0) return markers;

  // A transform sees its own stream and nothing else, and few tables are set up sooner than hundreds.
  const binder = context.binderOf({ tables: [{ name: "source", columns: transform.input }] });
  const analysis = binder.findings(text, { file: source.file, locate: source.placesOf(path) }, "transform");
  const { outside } = analysis;
  // An operator that is not allowed drops columns, and every later line would complain about that.
  const problems = toProblems(source, outside.length > 0 ? outside : analysis.diagnostics);
  problems.push(...limitProblems(source, transformLengthBreaches(text), () => path));
  if (problems.some((p) => p.severity === "error")) return problems;
  return [...problems, ...analysis.columns.flatMap((column) => landing(transform, column))];
}

function landing({ source, path, table, output }: Transform, column: Column): Problem[] {
  const declared = output.find((c) => c.name === column.name);
  if (!declared) {
    return [
      source.problem(
        path,
        "transform/unknown-column",
        `the transform yields "${column.name}", which ${table} does not have; Azure Monitor would drop it`,
        {
          suggestion: `${
            suggestFrom(
              column.name,
              output.map((c) => c.name),
            ).split("; use one of")[0]
          } Or remove it with project-away`,
        },
      ),
    ];
  }
  if (declared.type === column.type) return [];
  return [
    source.problem(
      path,
      "transform/column-type",
      `the transform yields ${column.name} as ${column.type}, but ${table} declares ${declared.type}`,
      {
        suggestion: `convert it: ${column.name} = to${declared.type}(...)`,
      },
    ),
  ];
}

function builtinColumns(name: string): readonly Column[] | undefined {
  return builtinTables().find((table) => table.name === name)?.columns;
}

function unknownTable(source: SourceFile, path: Path, name: string): Problem {
  return source.problem(path, "transform/unknown-table", `"${name}" is no table that Azure Monitor documents`, {
    suggestion: suggestFrom(
      name,
      builtinTables().map((table) => table.name),
    ),
  });
}
