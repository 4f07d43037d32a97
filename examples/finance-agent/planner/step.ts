/** One tool call that a plan asks for. */
export interface ToolCall {
  tool: string;
  arguments: Record<string, unknown>;
}

/** What came of a tool call. */
export interface ToolOutcome {
  ok: boolean;
  /** The structured result; empty when the call failed. */
  data: Record<string, unknown>;
  /** The result or the error in words, as a model would read it. */
  text: string;
}

/** One turn of a plan: what to say, what to call. */
export interface Step {
  thought: string;
  calls: ToolCall[];
  /** The workflow's own code makes the calls; no model is asked. */
  direct?: boolean;
}

/** A plan asks for tool calls turn by turn, is given their outcomes, and returns the answer. */
export type Plan = Generator<Step, string, ToolOutcome[]>;

const ATTEMPTS = 3;

/** Makes one call; when it fails in a way that may pass (a deadlock, a busy receiver), asks for it again. */
export function* call(
  thought: string,
  tool: string,
  args: ToolCall["arguments"],
): Generator<Step, ToolOutcome, ToolOutcome[]> {
  return yield* retried((failure) => ({
    thought: failure === undefined ? thought : `${tool} failed (${failure}); I will try it again.`,
    calls: [{ tool, arguments: args }],
  }));
}

/** Like `call`, but made by the workflow's own code: no model is asked. */
export function* direct(tool: string, args: ToolCall["arguments"]): Generator<Step, ToolOutcome, ToolOutcome[]> {
  return yield* retried(() => ({ thought: "", calls: [{ tool, arguments: args }], direct: true }));
}

function* retried(step: (failure?: string) => Step): Generator<Step, ToolOutcome, ToolOutcome[]> {
  let outcome = (yield step())[0]!;
  for (let attempt = 1; attempt < ATTEMPTS && mayPass(outcome); attempt++) outcome = (yield step(outcome.text))[0]!;
  return outcome;
}

function mayPass(outcome: ToolOutcome): boolean {
  return !outcome.ok && /deadlock|answered 5\d\d|connection/i.test(outcome.text);
}

/** The rows in the outcome of query_ledger. */
export function rowsOf<T>(outcome: ToolOutcome): T[] {
  return (outcome.data.rows ?? []) as T[];
}

/** Cents in words: `1,234.50 EUR`. */
export function euros(cents: number): string {
  const [whole, fraction] = (Math.abs(cents) / 100).toFixed(2).split(".");
  return `${cents < 0 ? "-" : ""}${whole!.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction} EUR`;
}
