import type { Workflow } from "../definition/model";
import { actionSites } from "../definition/walk";
import type { Finding } from "../finding";
import { blockersOf } from "../lint/lint";
import type { HttpTransport } from "./transport";

/** Why a workflow cannot run here; empty when it can. */
export function preflight(workflow: Workflow, transport: HttpTransport): Finding[] {
  return [...blockersOf(workflow), ...code(workflow, transport)];
}

/** JavaScript is not run: the transport must answer in its place. */
function code(workflow: Workflow, transport: HttpTransport): Finding[] {
  return actionSites(workflow.definition).flatMap(({ name, action, path }) => {
    const request = { kind: "script", action: name, method: "POST", url: `script://${name}` } as const;
    if (action.type.toLowerCase() !== "javascriptcode" || transport.answers?.(request)) return [];
    return [
      {
        code: "code-not-run",
        severity: "error",
        message: `action "${name}" holds JavaScript, which this engine does not run`,
        fix: `answer for it: {"url": "script://${name}", "body": <what the code returns>}`,
        place: workflow.keyPlace(path),
      },
    ];
  });
}
