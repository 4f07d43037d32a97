import { builtinTables, tablesAlwaysThere, watchlistFunction } from "../../log-analytics";
import type { Findings } from "../findings";
import type { Problem } from "../problem";
import type { Binder } from "./binder";
import type { Check, CheckContext } from "./context";
import { type ContentQuery, everyQuery } from "./every-query";

/**
 * Azure runs a rule's query when the rule is created, and refuses what does not resolve. In a new workspace most built-in
 * tables do not exist yet, and a watchlist has the columns of its items only: one that is deployed without items has none.
 * Every query has to bind there too.
 */
export const checkBareWorkspace: Check = (context) => {
  const bare = new BareWorkspace(context);
  return everyQuery(context.content).flatMap((query) => bare.problems(query));
};

const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";
const hasErrors = ({ diagnostics }: Findings): boolean => diagnostics.some(isError);

/** The workspace as the first deployment finds it. */
export class BareWorkspace {
  private readonly binder: Binder;
  /** built-in tables that may not exist yet */
  private readonly optional: ReadonlySet<string>;
  /** columns of the watchlists that are deployed without items, by alias */
  private readonly itemless: ReadonlyMap<string, readonly string[]>;
  private readonly changed: ReadonlySet<string>;

  constructor(private readonly context: CheckContext) {
    const { content, schema } = context;
    const own = new Set(content.tables.map(({ data }) => data.name));
    const mayBeMissing = (name: string) => !tablesAlwaysThere.has(name) && !own.has(name);
    this.optional = new Set(
      builtinTables()
        .map(({ name }) => name)
        .filter(mayBeMissing),
    );
    this.itemless = new Map(
      content.watchlists
        .filter(({ data }) => !data.items?.length)
        .map(({ data }) => [data.alias, data.columns.map(({ name }) => name)]),
    );
    this.binder = context.binderOf({
      ...schema,
      tables: schema.tables.filter(({ name }) => !this.optional.has(name)),
      lookups: (schema.lookups ?? []).map((lookup) => ({
        ...lookup,
        variants: Object.fromEntries(Object.entries(lookup.variants).filter(([alias]) => !this.itemless.has(alias))),
      })),
    });
    this.changed = this.changedFunctions();
  }

  /** Why a query that binds where nothing is missing does not bind here. */
  problems(query: ContentQuery): Problem[] {
    if (!this.concerns(query)) return [];
    return query
      .analyze(this.context, this.binder)
      .diagnostics.filter(isError)
      .map(({ line, column, message }): Problem => {
        const name = /'(\w+)'/.exec(message)?.[1] ?? "";
        return { ...this.reason(name, message), severity: "error", file: query.source.file, line, column };
      });
  }

  private concerns(query: ContentQuery): boolean {
    const usual = query.analyze(this.context);
    if (hasErrors(usual)) return false;
    if (this.needsOptional(usual) || usual.functions.some((name) => this.changed.has(name))) return true;
    return query.text.includes(watchlistFunction) && this.reads(usual);
  }

  /** What is missing when a name does not resolve here. */
  private reason(name: string, message: string): Pick<Problem, "code" | "message" | "suggestion"> {
    const alias = [...this.itemless].find(([, columns]) => columns.includes(name))?.[0];
    if (alias !== undefined)
      return {
        code: "watchlist/may-be-empty",
        message: `watchlist ${alias} has no column "${name}" as long as it has no items, and Azure refuses a query that names it`,
        suggestion: `write column_ifexists("${name}", "")`,
      };
    const isTable = this.optional.has(name);
    return {
      code: "query/missing-table",
      message: isTable
        ? `${name} may not exist yet, and Azure refuses a query that reads it alone`
        : `where a built-in table does not exist yet, ${message.replace(/\.$/, "")}`,
      suggestion: `write union isfuzzy=true (datatable(Column:type, …)[]), (${isTable ? name : "Table"} | …), with every column that is read`,
    };
  }

  /**
   * Functions that hand on other columns, or do not bind, without those tables and columns. A query that reads them through
   * other functions alone means the same either way, and need not be bound again.
   */
  private changedFunctions(): ReadonlySet<string> {
    const { context } = this;
    const changed = context.content.functions.filter((item) => {
      const usual = context.analyzeFunction(item);
      if (!this.reads(usual) && !this.needsOptional(usual)) return false;
      const bare = context.analyzeFunction(item, this.binder);
      return hasErrors(bare) || JSON.stringify(bare.columns) !== JSON.stringify(usual.columns);
    });
    return new Set(changed.map(({ data }) => data.name));
  }

  private needsOptional({ needed }: Findings): boolean {
    return needed.some((name) => this.optional.has(name));
  }

  private reads({ lookups }: Findings): boolean {
    return lookups.some(
      ({ functionName, variant }) => functionName === watchlistFunction && this.itemless.has(variant),
    );
  }
}
