import type { Diagnostic, KqlSchema } from "@sentinel-agent-identities/kql";
import { WorkCache } from "../../cache";
import type { Content } from "../content";
import type { Findings } from "../findings";
import { type FunctionItem, parameterList } from "../kinds/function";
import { kqlSchemaOf } from "../kql-schema";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";
import { Binder, type QueryKind } from "./binder";

/** What every check may look at: all content, and one binder that knows its tables, functions and watchlists. */
export class CheckContext {
  readonly schema: KqlSchema;
  readonly binder: Binder;

  /** @param cache shares findings between checks, and with other runs where it has a folder */
  constructor(
    readonly content: Content,
    readonly cache = new WorkCache(),
  ) {
    this.schema = kqlSchemaOf(content);
    this.binder = this.binderOf(this.schema);
  }

  /** Binds against another schema. */
  binderOf(schema: KqlSchema): Binder {
    return new Binder(schema, this.cache);
  }

  /** Analyses the query at `path` of `source`, so that its diagnostics point into that file. */
  analyze(source: SourceFile, path: Path, text: string, binder: Binder = this.binder, kind?: QueryKind): Findings {
    return binder.findings(text, { file: source.file, locate: source.placesOf(path) }, kind);
  }

  /** Analyses a saved function's query with its parameters, which are declared in a prologue. */
  analyzeFunction(
    { data, source }: FunctionItem,
    binder: Binder = this.binder,
  ): Findings & { readonly prologue: string } {
    const prologue = data.parameters?.length ? `declare query_parameters(${parameterList(data)}); ` : "";
    const places = source.placesOf(["query"]);
    const locate = (offset: number) =>
      offset < prologue.length ? source.locate(["parameters"]) : places(offset - prologue.length);
    return { ...binder.findings(prologue + data.query, { file: source.file, locate }), prologue };
  }
}

/** One rule about the content. */
export type Check = (context: CheckContext) => Problem[];

/** Query diagnostics as content problems. */
export function toProblems(source: Pick<SourceFile, "file">, diagnostics: readonly Diagnostic[]): Problem[] {
  return diagnostics
    .filter((d) => !isJobOutput(d))
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
