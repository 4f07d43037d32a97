import { join } from "node:path";
import { checkIngestTransform, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import type { WorkCache } from "../../cache";
import { builtinTables } from "../../log-analytics";
import { blocksOf, isKnown, type PolicyDocument, type PolicyResource } from "../document/document";
import { ofType } from "./arm";

/** The transform of a data flow, judged. */
export interface PolicyTransform {
  /** its stream, and where its rows land */
  readonly flow: string;
  /** what does not run while rows come in, or reads columns that its stream does not have */
  readonly problems: readonly string[];
  /** columns that the table does not take */
  readonly landing: readonly string[];
}

interface Column {
  readonly name: string;
  readonly type: string;
}

const kind = {
  name: "policy-transforms",
  code: ["lib/policy", "packages/kql/src", "lib/log-analytics"].map((room) => join(__dirname, "../../..", room)),
};

/** The transforms of a data collection rule whose streams it declares itself. */
export function transformsOf(
  rule: PolicyResource,
  document: PolicyDocument,
  cache: WorkCache,
): readonly PolicyTransform[] {
  const tables = ofType(document, "azurerm_log_analytics_workspace_table_custom_log").map(({ attributes }) => [
    attributes.name,
    attributes.column,
  ]);
  return cache.remember(kind, [JSON.stringify([rule.attributes, tables])], () => judged(rule, document));
}

function judged({ attributes }: PolicyResource, document: PolicyDocument): PolicyTransform[] {
  const streams = new Map(
    blocksOf(attributes.stream_declaration).map((one) => [String(one.stream_name), columnsOf(one.column)]),
  );
  return blocksOf(attributes.data_flow).flatMap((flow) => {
    const text = flow.transform_kql;
    const input = streams.get(String(([flow.streams].flat() as unknown[])[0]));
    if (!isKnown(text) || !input) return [];
    const name = `${[flow.streams].flat().join(", ")} → ${flow.output_stream ?? "its table"}`;
    const analysis = new KqlAnalyzer({ tables: [{ name: "source", columns: input as never }] }).analyze(String(text));
    const outside = checkIngestTransform(analysis);
    const problems = (outside.length > 0 ? outside : analysis.diagnostics)
      .filter(({ severity }) => severity === "error")
      .map(({ message, suggestion }) => (suggestion ? `${message} (${suggestion})` : message));
    const output = tableOf(String(flow.output_stream ?? ""), document);
    return [{ flow: name, problems, landing: problems.length > 0 || !output ? [] : landing(analysis.columns, output) }];
  });
}

function landing(columns: readonly Column[], output: readonly Column[]): string[] {
  return columns.flatMap(({ name, type }) => {
    const declared = output.find((one) => one.name === name);
    if (!declared) return [`yields ${name}, which the table does not have`];
    return declared.type === type ? [] : [`yields ${name} as ${type}, and the table has ${declared.type}`];
  });
}

/** Columns of the table that a stream is for; undefined for one that is made elsewhere. */
function tableOf(stream: string, document: PolicyDocument): readonly Column[] | undefined {
  const [, kind, name] = /^(Custom|Microsoft)-(\w+)$/.exec(stream) ?? [];
  if (kind === "Microsoft") return builtinTables().find((table) => table.name === name)?.columns;
  const own = ofType(document, "azurerm_log_analytics_workspace_table_custom_log").find(
    ({ attributes }) => attributes.name === name,
  );
  return own && columnsOf(own.attributes.column);
}

/** Types as Kusto spells them; the two Azure APIs write dates in their own way. */
const columnsOf = (columns: unknown): Column[] =>
  blocksOf(columns).map(({ name, type }) => ({ name: String(name), type: kqlType(String(type)) }));

function kqlType(type: string): string {
  const lower = type.toLowerCase();
  return { boolean: "bool", integer: "int" }[lower] ?? lower;
}
