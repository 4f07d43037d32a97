import { type Analysis, type Diagnostic, KqlAnalyzer } from "../../kql";
import type { Content } from "../content";
import { kqlSchemaOf } from "../kql-schema";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";

/** What every check may look at: all content, and one analyzer that knows its tables, functions and watchlists. */
export class CheckContext {
  readonly analyzer: KqlAnalyzer;

  constructor(readonly content: Content) {
    this.analyzer = new KqlAnalyzer(kqlSchemaOf(content));
  }

  /** Analyses the query at `path` of `source`, so that its diagnostics point into that file. */
  analyze(source: SourceFile, path: Path, text: string, analyzer: KqlAnalyzer = this.analyzer): Analysis {
    return analyzer.analyze(text, { file: source.file, locate: source.placesOf(path) });
  }
}

/** One rule about the content. */
export type Check = (context: CheckContext) => Problem[];

/** Query diagnostics as content problems; hints below a warning are left to editors. */
export function toProblems(source: SourceFile, diagnostics: readonly Diagnostic[]): Problem[] {
  return diagnostics
    .filter((d) => d.severity !== "info")
    .map((d) => ({
      code: d.code,
      severity: d.severity as Problem["severity"],
      message: d.message,
      file: d.file ?? source.file,
      line: d.line,
      column: d.column,
      ...(d.suggestion ? { suggestion: d.suggestion } : {}),
    }));
}
