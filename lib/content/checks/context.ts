import { type Analysis, type Diagnostic, KqlAnalyzer } from "../../kql";
import type { Content } from "../content";
import { type FunctionItem, parameterList } from "../kinds/function";
import { kqlSchemaOf } from "../kql-schema";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";

/** What every check may look at: all content, and one analyzer that knows its tables, functions and watchlists. */
export class CheckContext {
  readonly analyzer: KqlAnalyzer;
  private readonly analyses = new Map<string, Analysis>();

  constructor(readonly content: Content) {
    this.analyzer = new KqlAnalyzer(kqlSchemaOf(content));
  }

  /** Analyses the query at `path` of `source`, so that its diagnostics point into that file. */
  analyze(source: SourceFile, path: Path, text: string, analyzer: KqlAnalyzer = this.analyzer): Analysis {
    return this.once(source, path, analyzer, () =>
      analyzer.analyze(text, { file: source.file, locate: source.placesOf(path) }),
    );
  }

  /** Analyses a saved function's query with its parameters. */
  analyzeFunction({ data, source }: FunctionItem, analyzer: KqlAnalyzer = this.analyzer): Analysis {
    const prologue = data.parameters?.length ? `declare query_parameters(${parameterList(data)}); ` : "";
    const places = source.placesOf(["query"]);
    const locate = (offset: number) =>
      offset < prologue.length ? source.locate(["parameters"]) : places(offset - prologue.length);
    return this.once(source, ["query"], analyzer, () =>
      analyzer.analyze(prologue + data.query, { file: source.file, locate }),
    );
  }

  /** Several checks ask about the same query; analysing it is most of their work. */
  private once(source: SourceFile, path: Path, analyzer: KqlAnalyzer, analyze: () => Analysis): Analysis {
    if (analyzer !== this.analyzer) return analyze();
    const key = [source.file, ...path].join("\n");
    const analysis = this.analyses.get(key) ?? analyze();
    this.analyses.set(key, analysis);
    return analysis;
  }
}

/** One rule about the content. */
export type Check = (context: CheckContext) => Problem[];

/** Query diagnostics as content problems; hints below a warning are left to editors. */
export function toProblems(source: SourceFile, diagnostics: readonly Diagnostic[]): Problem[] {
  return diagnostics
    .filter((d) => d.severity !== "info" && !isJobOutput(d))
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

/** Tables that KQL jobs write exist only in workspaces that run the job; a fuzzy union does without. */
const isJobOutput = ({ code, message }: Diagnostic): boolean => code === "KS205" && /'\w+_KQL_CL'/.test(message);
