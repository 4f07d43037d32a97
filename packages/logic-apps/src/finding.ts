import type { Place } from "./source";

/** What is wrong with a workflow, where, and what to write instead. */
export interface Finding {
  /** the rule that was broken, such as `unknown-function`; see `lintCatalogue` */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** what is wrong and why, with the value received */
  readonly message: string;
  /** what to write instead */
  readonly fix: string;
  readonly place: Place;
}

/** `file:line:column severity code message (fix)`. */
export function formatFinding({ place, severity, code, message, fix }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${severity} ${code} ${message} (${fix})`;
}

/** By place, then code: the same on every machine. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) =>
      order(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      order(a.code, b.code) ||
      order(a.message, b.message),
  );
}
