import type { Finding } from "./finding";
import { formatFinding } from "./finding";

/** The file is not a workflow, or the workflow cannot be run here; `findings` says why, and nothing was run. */
export class WorkflowError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(formatFinding).join("\n"));
    this.name = "WorkflowError";
  }
}

/** Text that is not an expression. */
export class ExpressionSyntaxError extends Error {
  constructor(
    message: string,
    /** offset in the text, from 0 */
    readonly at: number,
    readonly fix: string,
  ) {
    super(message);
    this.name = "ExpressionSyntaxError";
  }
}

/** A function or a property access refused its value. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    /** offset of the call or access in the template, from 0 */
    readonly at: number,
  ) {
    super(message);
    this.name = "ExpressionError";
  }
}

/** What the caller of a run gave does not fit the workflow: trigger, parameters, answers. */
export class WorkflowInputError extends Error {
  constructor(
    /** the file or option that holds the input */
    readonly where: string,
    problem: string,
    fix: string,
  ) {
    super(`${where}: ${problem}; ${fix}`);
    this.name = "WorkflowInputError";
  }
}
