import {
  type Analysis,
  checkIngestTransform,
  type Diagnostic,
  KqlAnalyzer,
  type KqlSchema,
  type QuerySource,
} from "../../kql";
import { type AnalysisCache, digest } from "../cache/analysis-cache";
import type { Findings, StoredFindings } from "../cache/findings";

/** Binds queries against one schema, and remembers what it found. */
export class Binder {
  private analyzer: KqlAnalyzer | undefined;

  private constructor(
    private readonly cache: AnalysisCache,
    /** Equal for equal schemas. */
    private readonly identity: string,
    private readonly make: () => KqlAnalyzer,
  ) {}

  static of(schema: KqlSchema, cache: AnalysisCache): Binder {
    return new Binder(cache, digest(JSON.stringify(schema)), () => new KqlAnalyzer(schema));
  }

  /** Knows more; a later definition of a name wins. */
  with(extra: Partial<KqlSchema>): Binder {
    const identity = `${this.identity} ${JSON.stringify(extra)}`;
    return new Binder(this.cache, identity, () => this.opened().withSchema(extra));
  }

  /** What analysing a query finds, placed in the file it was taken from. */
  findings(text: string, source: QuerySource, kind: "query" | "transform" = "query"): Findings {
    const stored = this.cache.findings([this.identity, kind, text], () => this.analyze(text, kind));
    const placed = (found: readonly Diagnostic[]) => found.map((diagnostic) => placeIn(source, diagnostic));
    return { ...stored, diagnostics: placed(stored.diagnostics), outside: placed(stored.outside) };
  }

  private analyze(text: string, kind: "query" | "transform"): StoredFindings {
    const analysis: Analysis = this.opened().analyze(text, { locate: (offset) => ({ line: 0, column: offset }) });
    const { diagnostics, columns, tables, functions, lookups } = analysis;
    const outside = kind === "transform" ? checkIngestTransform(analysis) : [];
    return { stored: true, diagnostics, outside, columns, tables, functions, lookups };
  }

  /** Binding against hundreds of tables takes a while to set up: not done when everything is known. */
  private opened(): KqlAnalyzer {
    this.analyzer ??= this.make();
    return this.analyzer;
  }
}

function placeIn({ file, locate }: QuerySource, { column: offset, ...diagnostic }: Diagnostic): Diagnostic {
  return { ...diagnostic, ...(file === undefined ? {} : { file }), ...locate!(offset) };
}
