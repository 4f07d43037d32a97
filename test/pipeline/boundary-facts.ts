import { join } from "node:path";
import { drivingReads, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import { packageRoot } from "../../lib/content";
import { toKqlColumns } from "../../lib/content/kql-schema";
import { workbookQueries } from "../../lib/content/workbook-queries";
import { inputFolder, SentinelEmulator } from "../../lib/emulator";
import { analyzerOf, tableSchemas } from "../../lib/emulator/workspace/kql-schema";
import { shipped } from "../shared/content";
import { shippedWorkspace } from "./support";

const tableName = "AgentExecution_CL";

/** What the ingest filter takes away, and what of the table the content's queries read. */
export interface Boundary {
  readonly dropped: number;
  readonly droppedKinds: readonly string[];
  readonly readers: readonly string[];
  readonly columnsRead: readonly string[];
  readonly columnsWritten: readonly string[];
  readonly readersOfDropped: readonly string[];
}

/** Asks the content's queries, and the emulator about the recorded week. */
export async function boundaryFacts(): Promise<Boundary> {
  const table = shipped.tables.find(({ data }) => data.name === tableName)!.data;
  const workspace = shippedWorkspace();
  const queries = [
    ...shipped.detections.map(({ name, data }) => ({ name, text: data.query })),
    ...shipped.hunting.map(({ name, data }) => ({ name, text: data.query })),
    ...shipped.summaries.map(({ data }) => ({ name: data.name, text: data.query })),
    ...shipped.functions
      .filter(({ data }) => !data.parameters?.some((parameter) => parameter.default === undefined))
      .map(({ data }) => ({ name: data.name, text: data.name })),
    ...shipped.workbooks.flatMap(({ name, template }) =>
      workbookQueries(template.data)
        .map(({ text }, i) => ({ name: `${name} ${i + 1}`, text: parametrised(text) }))
        // What a tile reads through a function is that function's.
        .filter(({ text }) => text.includes(tableName)),
    ),
  ];
  const tables = tableSchemas(workspace);
  const analyzer = new KqlAnalyzer({ ...analyzerOf(workspace).schema, tables });
  const analyses = queries
    .map(({ name, text }) => ({ name, analysis: analyzer.analyze(text) }))
    .filter(({ analysis }) => analysis.tables.includes(tableName));

  const columns = new Set(table.columns.map(({ name }) => name));
  const columnsRead = new Set<string>();
  for (const { analysis } of analyses) {
    const visit = (node: typeof analysis.tree): void => {
      if (node.kind === "NameReference" && node.symbol?.kind === "Column" && columns.has(node.name))
        columnsRead.add(node.name);
      node.calledBody?.walk(visit);
    };
    analysis.tree.walk(visit);
  }
  const columnsWritten = (table.streams ?? []).flatMap(({ columns: declared, transformKql }) =>
    new KqlAnalyzer({ tables: [{ name: "source", columns: toKqlColumns(declared) }] })
      .analyze(transformKql)
      .columns.map(({ name }) => name),
  );

  // The same streams, but only what the filter takes away comes in.
  const inverted = {
    ...workspace,
    streams: workspace.streams.map((stream) => ({
      ...stream,
      flows: stream.flows.map((flow) => ({
        ...flow,
        transformKql: flow.transformKql.replace("where not(IsProtocol)", "where IsProtocol"),
      })),
    })),
  };
  const emulator = await SentinelEmulator.open(inverted, { rules: [] });
  try {
    for (const source of inputFolder(join(packageRoot(), "examples/finance-agent/recordings/ordinary-week")))
      await emulator.ingest(source);
    const ask = async (query: string) => (await emulator.query(query, { now: new Date("2026-03-09") })).rows;
    const readersOfDropped = new Set<string>();
    for (const { name, analysis } of analyses) {
      // A query whose rows do not come from reads that can be told apart may read anything.
      for (const { table: read, condition = "true" } of drivingReads(analysis) ?? [{ table: tableName }]) {
        if (read !== tableName) continue;
        const [[rows]] = (await ask(`${tableName} | where ${condition} | count`)) as [[number]];
        if (rows > 0) readersOfDropped.add(name);
      }
    }
    return {
      dropped: Number((await ask(`${tableName} | count`))[0]![0]),
      droppedKinds: (await ask(`${tableName} | distinct McpMethod`)).map(([method]) => String(method)),
      readers: analyses.map(({ name }) => name),
      columnsRead: [...columnsRead].sort(),
      columnsWritten: [...new Set(columnsWritten)].sort(),
      readersOfDropped: [...readersOfDropped].sort(),
    };
  } finally {
    emulator.close();
  }
}

/** Workbook parameters stand in braces. */
const parametrised = (text: string) => text.replace(/\{[A-Za-z]+(:[^}]*)?\}/g, "x");
