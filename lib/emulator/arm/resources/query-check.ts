import type { KqlAnalyzer } from "@sentinel-agent-identities/kql";
import { analyzerOf, tableSchemas } from "../../workspace/kql-schema";
import type { ArmError } from "../errors";
import type { KindContext, SeenWorkspace } from "./kind";
import type { Resource } from "./resource";

/** What the last query was bound against: rules come many at a time, and the workspace seldom changes between them. */
let last: { readonly key: string; readonly analyzer: KqlAnalyzer } | undefined;

/**
 * Refuses a query that does not resolve in the workspace that a resource is in.
 * @param refused the service's own refusal, given what is wrong
 */
export function checkQuery(
  query: string,
  { id }: Resource,
  context: KindContext,
  refused: (why: string) => ArmError,
): void {
  const workspaceId = /^.*\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+/i.exec(id)![0];
  const seen = context.workspace(workspaceId, true);
  const { diagnostics } = analyzerFor(query, seen).analyze(query);
  const wrong = diagnostics.filter(({ severity }) => severity === "error");
  if (wrong.length === 0) return;
  const said = wrong
    .map(({ code, message, line, column }) => `${code}: ${message} (line ${line}:${column})`)
    .join("; ");
  const young = [...seen.unknown].filter((table) => new RegExp(`\\b${table}\\b`).test(query));
  const hint =
    young.length > 0 ? ` ${young.join(", ")} was made just now: queries know a new table after some minutes.` : "";
  const missing = wrong.some(({ code }) => code === "KS204") || young.length > 0;
  throw refused(`${missing ? "One of the tables does not exist. " : ""}${said}${hint}`);
}

function analyzerFor(query: string, { model, unknown }: SeenWorkspace): KqlAnalyzer {
  const { tables, functions, watchlists, summaries } = model;
  const key = JSON.stringify([
    tables,
    functions,
    watchlists.map(({ alias, columns }) => [alias, columns]),
    [...unknown],
    summaries.map(({ destination }) => destination),
  ]);
  if (last?.key !== key) last = { key, analyzer: analyzerOf({ ...model, rules: [], hunting: [] }, unknown) };
  const words = new Set(query.match(/\w+/g));
  let { analyzer } = last;
  for (const table of tableSchemas(model))
    if (words.has(table.name) && !unknown.has(table.name) && !analyzer.columnsOf(table.name))
      analyzer = analyzer.withTable(table);
  return analyzer;
}
