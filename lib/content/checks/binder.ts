import { join } from "node:path";
import {
  type Analysis,
  bindingKey,
  boundSchemaKey,
  checkIngestTransform,
  type Diagnostic,
  KqlAnalyzer,
  type KqlSchema,
  neededTables,
  type QuerySource,
} from "@sentinel-agent-identities/kql";
import type { WorkCache, WorkKind } from "../../cache";
import { queryReachBreaches, summaryQueryBreaches } from "../../limits";
import type { Findings, StoredFindings } from "../findings";

/** What a query is for: kinds differ in what they may contain. */
export type QueryKind = "query" | "summary" | "transform";

/** Findings depend on our analyzer, this file and Microsoft's language service. */
const analysis: WorkKind = {
  name: "analyses",
  code: [
    join(__dirname, "../../../packages/kql/src/language"),
    join(__dirname, "../../limits"),
    __filename,
    require.resolve("@kusto/language-service-next/package.json"),
  ],
};

/** Binds queries against one schema, and remembers what it found. */
export class Binder {
  private analyzer: KqlAnalyzer | undefined;

  constructor(
    private readonly schema: KqlSchema,
    private readonly cache: WorkCache,
  ) {}

  /** What analysing a query finds, placed in the file it was taken from. */
  findings(text: string, source: QuerySource, kind: QueryKind = "query"): Findings {
    const stored = this.stored(text, kind);
    // Hints are left to editors: a file is not parsed with positions for them.
    const placed = (found: readonly Diagnostic[]) =>
      found.filter(({ severity }) => severity !== "info").map((diagnostic) => placeIn(source, diagnostic));
    return { ...stored, diagnostics: placed(stored.diagnostics), outside: placed(stored.outside) };
  }

  /** Whether it takes no time to find what there is to be found about a query. */
  knows(text: string): boolean {
    return this.cache.has(analysis, [bindingKey(text, this.schema), "query", text]);
  }

  /** What is said about a wrong name may be a suggestion of any other: it holds for this very schema only. */
  private stored(text: string, kind: QueryKind): StoredFindings {
    let made: StoredFindings | undefined;
    const make = () => (made ??= this.analyze(text, kind));
    const found = this.cache.remember(analysis, [bindingKey(text, this.schema), kind, text], make);
    if (!found.diagnostics.some(({ code }) => code.startsWith("KS"))) return found;
    return this.cache.remember(analysis, [boundSchemaKey(this.schema), kind, text], make);
  }

  private analyze(text: string, kind: QueryKind): StoredFindings {
    const analysis: Analysis = this.opened().analyze(text, { locate: (offset) => ({ line: 0, column: offset }) });
    const { diagnostics, columns, tables, functions, lookups } = analysis;
    const outside = kind === "transform" ? checkIngestTransform(analysis) : [];
    const reach = reaches[kind](text);
    const needed = neededTables(analysis);
    return { stored: true, diagnostics, outside, reach, columns, tables, needed, functions, lookups };
  }

  /** Binding against hundreds of tables takes a while to set up: not done when everything is known. */
  private opened(): KqlAnalyzer {
    this.analyzer ??= new KqlAnalyzer(this.schema);
    return this.analyzer;
  }
}

/** A transform reads its own stream only, as `outside` says. */
const reaches: Readonly<Record<QueryKind, typeof queryReachBreaches>> = {
  query: queryReachBreaches,
  summary: summaryQueryBreaches,
  transform: () => [],
};

function placeIn({ file, locate }: QuerySource, { column: offset, ...diagnostic }: Diagnostic): Diagnostic {
  return { ...diagnostic, ...(file === undefined ? {} : { file }), ...locate!(offset) };
}
