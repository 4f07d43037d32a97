import { KqlAnalyzer, type LookupSchema, type TableSchema } from "@sentinel-agent-identities/kql";
import {
  asimFunctions,
  builtinTables,
  standardColumns,
  watchlistColumns,
  watchlistFunction,
} from "../../log-analytics";
import type { Watchlist, Workspace } from "./model";

/** Every table of the workspace with its columns, built-in ones too. */
export function tableSchemas(workspace: Workspace): TableSchema[] {
  const custom = workspace.tables.map(({ name, columns }) => ({
    name,
    columns: [...columns, ...standardColumns],
  }));
  const names = new Set(custom.map((t) => t.name));
  return [...custom, ...builtinTables().filter((t) => !names.has(t.name))];
}

/** Tables that some query may read: binding against hundreds that none names would only take time. */
function mentioned(workspace: Workspace, tables: readonly TableSchema[]): TableSchema[] {
  const queries = [...workspace.rules, ...workspace.hunting, ...workspace.summaries]
    .map((r) => r.query)
    .concat([...asimFunctions, ...workspace.functions].map((f) => f.body));
  const words = new Set(queries.flatMap((query) => query.match(/\w+/g) ?? []));
  return tables.filter(({ name }) => words.has(name) || workspace.tables.some((t) => t.name === name));
}

/**
 * Binds queries against the workspace's tables, functions and watchlists.
 * @param without tables that this workspace does not have
 */
export function analyzerOf(workspace: Workspace, without: ReadonlySet<string> = new Set()): KqlAnalyzer {
  const tables = tableSchemas(workspace).filter(({ name }) => !without.has(name));
  return new KqlAnalyzer({
    tables: mentioned(workspace, tables),
    functions: [...asimFunctions, ...workspace.functions],
    lookups: [watchlistLookup(workspace.watchlists)],
  });
}

/** The look-up of watchlists by alias: each has the columns its items have. */
export function watchlistLookup(watchlists: readonly Watchlist[]): LookupSchema {
  return {
    functionName: watchlistFunction,
    common: watchlistColumns,
    variants: Object.fromEntries(
      watchlists.map(({ alias, columns }) => [alias, columns.map((name) => ({ name, type: "string" as const }))]),
    ),
  };
}
