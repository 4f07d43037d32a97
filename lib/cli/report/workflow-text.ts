import type { ActionRecord, HttpCall, WorkflowRun } from "@sentinel-agent-identities/logic-apps";

/** A run for people: each action with its status, then every request, then how it ended. */
export function workflowRunText(run: WorkflowRun): string {
  const end = run.error ? ` (${run.error.code}: ${run.error.message})` : "";
  return [
    ...run.actions.map(actionLine),
    ...(run.calls.length > 0 ? ["", "requests:"] : []),
    ...run.calls.map(callLine),
    "",
    `${run.workflow}: ${run.status}${end}, ${run.startTime} to ${run.endTime}`,
  ].join("\n");
}

function actionLine({ name, turns, status, error }: ActionRecord): string {
  const why = error && status !== "Skipped" ? `  ${error.code}: ${error.message}` : "";
  return `${status.padEnd(9)} ${[...turns, name].join("/")}${why}`;
}

function callLine({ time, method, url, answer, attempt }: HttpCall): string {
  return `  ${time} ${method} ${url} -> ${answer}${attempt > 1 ? ` (attempt ${attempt})` : ""}`;
}
