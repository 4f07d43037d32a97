/** What is wrong, where, why and what to write instead: the one shape every loader and check reports in. */
export interface Problem {
  /** stable identifier of the rule that was broken, e.g. `schema/unknown-key` or a Kusto code such as `KS142` */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** what is wrong and why, with the value received */
  readonly message: string;
  /** path as the user gave it, relative to the content root where there is one */
  readonly file: string;
  /** 1-based */
  readonly line: number;
  /** 1-based */
  readonly column: number;
  /** what to write instead */
  readonly suggestion?: string;
}

/** `file:line:column severity code message (fix)`, the form editors and CI logs make clickable. */
export function formatProblem(p: Problem): string {
  const fix = p.suggestion ? `\n    ${p.suggestion}` : "";
  return `${p.file}:${p.line}:${p.column} ${p.severity} ${p.code} ${p.message}${fix}`;
}

/** Thrown when content cannot be used; carries every problem found, in file order. */
export class ContentError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "ContentError";
  }
}

/** Orders problems by file, line, column, so that output is the same on every machine. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      a.file.localeCompare(b.file, "en") ||
      a.line - b.line ||
      a.column - b.column ||
      a.code.localeCompare(b.code, "en"),
  );
}

/** @throws ContentError when any problem is an error; warnings pass. */
export function assertNoErrors(problems: readonly Problem[]): void {
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) throw new ContentError(sortProblems(errors));
}
