import { watchlistFunction } from "../../log-analytics";
import type { Findings } from "../findings";
import type { Problem } from "../problem";
import type { Binder } from "./binder";
import { type Check, type CheckContext, toProblems } from "./context";
import { detectionQueries, functionQueries, workbookTiles } from "./every-query";

/**
 * In Azure a watchlist's columns are those its items have, so one that is deployed without items has none of its own:
 * a query that names one directly is refused, at deployment if it is a rule's.
 */
export const checkEmptyWatchlists: Check = (context) => {
  const empty = context.content.watchlists.map(({ data }) => data).filter(({ items }) => !items?.length);
  const affected = [functionQueries, detectionQueries, workbookTiles]
    .flatMap((of) => of(context.content))
    .map((query) => ({ ...query, usual: query.analyze(context) }))
    .map((query) => ({ ...query, used: empty.filter(({ alias }) => reads(query.usual, alias)) }))
    .filter(({ usual, used }) => used.length > 0 && !hasErrors(usual));
  if (affected.length === 0) return [];
  const tables = new Set(affected.flatMap(({ usual }) => usual.tables));
  const binder = withoutColumns(context, tables, new Set(empty.map(({ alias }) => alias)));
  const telling = changedFunctions(context, binder);
  return affected
    .filter(({ text, usual }) => text.includes(watchlistFunction) || usual.functions.some((name) => telling.has(name)))
    .flatMap(({ source, analyze, used }) =>
      toProblems(source, analyze(context, binder).diagnostics)
        .filter(({ severity }) => severity === "error")
        .map((problem) => {
          const name = /'(\w+)'/.exec(problem.message)?.[1];
          const owner = used.find(({ columns }) => columns.some((column) => column.name === name));
          return owner ? mayBeMissing(problem, owner.alias, name!) : problem;
        }),
    );
};

/**
 * Functions that hand on other columns, or do not bind, when watchlists have none. A query that reads watchlists through
 * other functions alone means the same either way, and need not be bound again.
 */
function changedFunctions(context: CheckContext, binder: Binder): ReadonlySet<string> {
  const changed = context.content.functions.filter((item) => {
    const usual = context.analyzeFunction(item);
    if (usual.lookups.length === 0) return false;
    const without = context.analyzeFunction(item, binder);
    return hasErrors(without) || JSON.stringify(without.columns) !== JSON.stringify(usual.columns);
  });
  return new Set(changed.map(({ data }) => data.name));
}

function reads({ lookups }: Findings, alias: string): boolean {
  return lookups.some(({ functionName, variant }) => functionName === watchlistFunction && variant === alias);
}

function mayBeMissing(problem: Problem, alias: string, column: string): Problem {
  return {
    ...problem,
    code: "watchlist/may-be-empty",
    message: `watchlist ${alias} has no column "${column}" as long as it has no items, and Azure refuses a query that names it`,
    suggestion: `write column_ifexists("${column}", "")`,
  };
}

const hasErrors = ({ diagnostics }: Findings) => diagnostics.some(({ severity }) => severity === "error");

/** Knows the given tables only: binding against the hundreds of built-in ones again would double the time of all checks. */
function withoutColumns(context: CheckContext, tables: ReadonlySet<string>, aliases: ReadonlySet<string>): Binder {
  const { schema } = context;
  return context.binderOf({
    ...schema,
    tables: schema.tables.filter(({ name }) => tables.has(name)),
    lookups: (schema.lookups ?? []).map((lookup) => ({
      ...lookup,
      variants: Object.fromEntries(Object.entries(lookup.variants).filter(([alias]) => !aliases.has(alias))),
    })),
  });
}
