import type { StartedPlaybook } from "./started";

/** What came of a playbook that was started. */
export interface PlaybookRun {
  /** Skipped: a condition of its trigger did not hold; Disabled: its Logic App is; NotRun: nobody ran it */
  readonly status: "Succeeded" | "Failed" | "Cancelled" | "Skipped" | "Disabled" | "NotRun";
  readonly error?: { readonly code: string; readonly message: string };
  /** ISO 8601 */
  readonly startTime: string;
  readonly endTime: string;
  /** every request, in order */
  readonly calls: readonly PlaybookCall[];
  /** comments on its incident that came during the run, by whomever */
  readonly comments: readonly { readonly message: string; readonly time: string; readonly author: string }[];
  /** what it changed in Microsoft Entra and in Azure */
  readonly changes: readonly PlaybookChange[];
  /** rows it wrote to AgentResponse_CL, as they are stored */
  readonly ledger: readonly Readonly<Record<string, unknown>>[];
  /** when it sent rows to tables */
  readonly uploads: readonly { readonly table: string; readonly at: string }[];
}

/** A request that a playbook sent. */
export interface PlaybookCall {
  readonly time: string;
  readonly method: string;
  readonly url: string;
  /** of the answer, or why there was none */
  readonly status: number | "timeout" | "connection";
}

/** Something that a playbook changed. */
export interface PlaybookChange {
  readonly time: string;
  /** id of the object, or of the resource */
  readonly target: string;
  readonly name: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A started playbook and what came of it. */
export interface RanPlaybook extends StartedPlaybook {
  readonly run: PlaybookRun;
}

/** A run in which nothing happened. */
export function nothingRan(status: "Disabled" | "NotRun", at: string, message: string): PlaybookRun {
  const nothing = { calls: [], comments: [], changes: [], ledger: [], uploads: [] };
  return { status, error: { code: status, message }, startTime: at, endTime: at, ...nothing };
}
