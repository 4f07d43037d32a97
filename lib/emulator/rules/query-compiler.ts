import { join } from "node:path";
import {
  type Analysis,
  type CompiledQuery,
  compile,
  decidingTables,
  dependencyKey,
  drivingReads,
  type KqlAnalyzer,
  type KqlSchema,
  KqlUnsupportedError,
  lookupStorage,
  type SharedText,
  sharedText,
  withValues,
} from "@sentinel-agent-identities/kql";
import { ofThisProcess, type WorkCache, type WorkKind } from "../../cache";
import { watchlistFunction } from "../../log-analytics";
import { EmulatorError } from "../errors";
import type { AnalyticsRule } from "../workspace/model";
import type { CompiledRule } from "./compiled-rule";

/** A query with the address of its resource. */
interface Query {
  readonly query: string;
  readonly where: string;
}

/** What a query becomes depends on the whole engine, and on Microsoft's language service. */
const compilations: WorkKind = {
  name: "compiled-queries",
  code: [
    join(__dirname, "../../../packages/kql/src"),
    __filename,
    require.resolve("@kusto/language-service-next/package.json"),
  ],
};

/** Compiles queries against a workspace's tables and functions; the same query only once. */
export class QueryCompiler {
  constructor(
    private readonly analyzer: KqlAnalyzer,
    private readonly cache: WorkCache = ofThisProcess,
  ) {}

  /** Knows more tables; a later definition of a name wins. */
  with(extra: Partial<KqlSchema>): QueryCompiler {
    return new QueryCompiler(this.analyzer.withSchema(extra), this.cache);
  }

  /**
   * @param apart watchlists, by alias, whose items change between runs: what reads none of them is kept with the database
   * @throws EmulatorError when the query does not bind against the workspace, as Azure would refuse to create the rule
   */
  rule(rule: AnalyticsRule, apart: readonly string[] = []): CompiledRule {
    const kind = ["rule", ...apart].join(" ");
    return { rule, ...this.remembered(kind, rule, (analysis) => ruleParts(analysis, apart)) };
  }

  /** Whether it takes no time to compile a rule. */
  knows({ query }: AnalyticsRule): boolean {
    return this.cache.has(compilations, this.keyOf("rule", query));
  }

  /** @throws EmulatorError when the query does not bind against the workspace */
  query(item: Query): CompiledQuery {
    return this.remembered("query", item, (analysis) => ({ query: compile(analysis, { totalOrder: true }) })).query;
  }

  /**
   * A query that runs for many bins at once, and the saved functions that it calls.
   * @throws EmulatorError when it does not bind; KqlUnsupportedError when it can only run bin by bin
   */
  bins(item: Query): { readonly query: CompiledQuery; readonly functions: readonly string[] } {
    return this.remembered("bins", item, (analysis) => ({
      query: compile(analysis, { forSet: true }),
      functions: analysis.functions,
    }));
  }

  /**
   * A query that somebody asks: playbooks ask the same one again and again, about other agents.
   * @throws KqlSemanticError, KqlUnsupportedError
   */
  asked(text: string): CompiledQuery {
    const shared = sharedText(text);
    return (shared.values.length > 0 ? this.sharing(text, shared) : undefined) ?? this.askedAlone(text);
  }

  /** What others asked too; nothing where the query has to be known as a whole. */
  private sharing(text: string, shared: SharedText): CompiledQuery | undefined {
    const { query } = this.kept<{ readonly query: CompiledQuery | null }>("shared", shared.text, () => {
      const analysis = this.analyzer.analyze(shared.text);
      if (analysis.diagnostics.some(({ severity }) => severity === "error")) return { query: null };
      try {
        return { query: compile(analysis) };
      } catch (error) {
        if (error instanceof KqlUnsupportedError) return { query: null };
        throw error;
      }
    });
    return query && !query.staged ? withValues(query, text, shared.values) : undefined;
  }

  private askedAlone(text: string): CompiledQuery {
    return this.kept("asked", text, () => ({ query: compile(this.analyzer.analyze(text)) })).query;
  }

  private remembered<T extends { readonly query: CompiledQuery }>(
    kind: string,
    item: Query,
    make: (analysis: Analysis) => T,
  ): T {
    return this.kept(kind, item.query, () => make(this.analyse(item)));
  }

  private kept<T extends { readonly query: CompiledQuery | null }>(kind: string, text: string, make: () => T): T {
    let staged: T | undefined;
    const kept = this.cache.remember<T | "staged">(compilations, this.keyOf(kind, text), () => {
      const made = make();
      if (!made.query?.staged) return made;
      // Its later parts are compiled when the first has run: that cannot be kept.
      staged = made;
      return "staged";
    });
    return kept === "staged" ? (staged ?? make()) : kept;
  }

  private keyOf(kind: string, text: string): readonly string[] {
    return [kind, text, dependencyKey(text, this.analyzer.schema)];
  }

  private analyse({ query, where }: Query): Analysis {
    const analysis = this.analyzer.analyze(query, { file: where });
    const errors = analysis.diagnostics.filter((d) => d.severity === "error");
    if (errors.length > 0) {
      throw new EmulatorError(
        where,
        `cannot be created: ${errors.map((d) => `query line ${d.line}:${d.column} ${d.code} ${d.message}`).join("; ")}`,
        errors[0]!.suggestion,
      );
    }
    return analysis;
  }
}

function ruleParts(analysis: Analysis, apart: readonly string[]): Omit<CompiledRule, "rule"> {
  const driving = drivingReads(analysis);
  const { tables, functions, lookups } = analysis;
  return {
    query: compile(analysis, { totalOrder: true }),
    deciding: decidingTables(analysis),
    reads: { tables, functions, watchlists: lookups.map(({ variant }) => variant) },
    ...(driving ? { driving } : {}),
    ...forMany(analysis, apart),
  };
}

/** The query for many runs at once, or why there is none. */
function forMany(analysis: Analysis, watchlists: readonly string[]): Pick<CompiledRule, "set" | "single"> {
  const apart = watchlists.map((alias) => lookupStorage(watchlistFunction, alias));
  try {
    return { set: compile(analysis, { forSet: true, totalOrder: true, apart }) };
  } catch (error) {
    if (!(error instanceof KqlUnsupportedError)) throw error;
    return { single: error.message };
  }
}
