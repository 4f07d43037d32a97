import type { Diagnostic, KqlSchema, QuerySource } from "../types";
import type { AbsentTable } from "./absent";
import { type Raw, toArray } from "./bridge";
import { isFalseAlarm } from "./false-alarms";
import type { Node } from "./node";
import { placeOf } from "./place";
import { suggestion } from "./suggest";

/** What diagnostics and lints may look at. */
export interface DiagnosticScope {
  readonly text: string;
  readonly source: QuerySource;
  readonly tree: Node;
  readonly schema: KqlSchema;
  readonly builtIns: readonly string[];
}

/** Builds a diagnostic at an offset of the query's text. */
export function diagnosticAt(
  scope: Pick<DiagnosticScope, "text" | "source">,
  offset: number,
  length: number,
  found: Omit<Diagnostic, "file" | "line" | "column" | "length">,
): Diagnostic {
  const { suggestion: hint, ...rest } = found;
  return { ...rest, ...placeOf(scope.text, offset, scope.source), length, ...(hint ? { suggestion: hint } : {}) };
}

/** The language service's findings, with suggestions. */
export function diagnose(code: Raw, scope: DiagnosticScope): Diagnostic[] {
  const found = toArray(code.GetDiagnostics());
  if (found.length === 0) return [];
  const syntax = new Set(toArray(code.GetSyntaxDiagnostics()).map((raw) => `${raw.Code} ${raw.Start}`));
  return found
    .filter((raw) => {
      const text = scope.text.slice(raw.Start, raw.Start + raw.Length);
      return (
        raw.Severity !== "Suggestion" && !isFalseAlarm({ code: raw.Code, text, before: scope.text.slice(0, raw.Start) })
      );
    })
    .map((raw) => {
      const text = scope.text.slice(raw.Start, raw.Start + raw.Length);
      return diagnosticAt(scope, raw.Start, raw.Length, {
        code: raw.Code,
        severity: raw.Severity === "Error" ? "error" : raw.Severity === "Warning" ? "warning" : "info",
        message: raw.Message,
        ...(syntax.has(`${raw.Code} ${raw.Start}`) ? { category: "syntax" as const } : {}),
        suggestion: suggestFor(raw, text, scope),
      });
    })
    .sort((a, b) => Number(a.severity !== "error") - Number(b.severity !== "error"));
}

/** The warning about a table that a fuzzy union names and that does not exist, as the language service words it. */
export function absentTable({ name, start, end }: AbsentTable, scope: DiagnosticScope): Diagnostic {
  return diagnosticAt(scope, start, end - start, {
    code: "KS205",
    severity: "warning",
    message: `The fuzzy name '${name}' does not refer to any known or currently accessible table.`,
    suggestion: tableLike(name, start, scope),
  });
}

const operatorNames = (
  "as consume count distinct evaluate extend find getschema invoke join limit lookup make-series mv-apply mv-expand " +
  "order parse parse-kv parse-where partition print project project-away project-keep project-rename project-reorder " +
  "range render sample scan search serialize sort summarize take top top-hitters top-nested union where"
).split(" ");
const unknownName = new Set(["KS142", "KS109"]);
const unknownTable = new Set(["KS204", "KS205"]);
const unknownFunction = new Set(["KS211", "KS108"]);

const tablesOf = ({ schema }: DiagnosticScope): string[] => schema.tables.map((table) => table.name);
const functionsOf = ({ schema }: DiagnosticScope): string[] => [
  ...(schema.functions ?? []).map((fn) => fn.name),
  ...(schema.lookups ?? []).map((lookup) => lookup.functionName),
];

const tableLike = (name: string, start: number, scope: DiagnosticScope): string | undefined =>
  suggestion(name, [...variables(scope, start), ...tablesOf(scope), ...functionsOf(scope)], "tables known here");

function suggestFor(raw: Raw, text: string, scope: DiagnosticScope): string | undefined {
  const [tables, functions] = [tablesOf(scope), functionsOf(scope)];
  if (unknownTable.has(raw.Code)) return tableLike(text, raw.Start, scope);
  if (raw.Code === "KS176") return suggestion(text, operatorNames);
  if (unknownFunction.has(raw.Code)) return suggestion(text, [...functions, ...scope.builtIns]);
  if (!unknownName.has(raw.Code)) return undefined;
  const columns = columnsAt(scope.tree, raw.Start);
  const names = [...columns, ...variables(scope, raw.Start)];
  return suggestion(text, names, "columns here") ?? suggestion(text, [...tables, ...functions]);
}

/** The columns of the row that an expression at this offset sees: those of the pipe's input around it. */
function columnsAt(tree: Node, offset: number): string[] {
  let columns: string[] = [];
  tree.walk((node) => {
    if (node.kind !== "PipeExpression") return;
    const operator = node.get("Operator");
    if (operator.start <= offset && offset <= operator.end) {
      columns = (node.get("Expression").columns ?? []).map((column) => column.name);
    }
  });
  return columns;
}

function variables(scope: DiagnosticScope, offset: number): string[] {
  return scope.tree
    .list("Statements")
    .filter((statement) => statement.kind === "LetStatement" && statement.start < offset)
    .map((statement) => statement.get("Name").name);
}
