import type { PolicyCheck } from "../check";
import { type Action, actionsOf, workflowsOf } from "../views/workflows";

/** Addresses of calls that stop, take away or accuse. */
const stops = /\/(revokeSignInSessions|confirmCompromised|removePassword|removeKey|stop|disable|deallocate|isolate)\b/i;
const switchesOff = /"accountEnabled":"?(false|@)/i;

function isHarmful({ type, inputs }: Action): boolean {
  const { method, uri, body } = (inputs ?? {}) as { method?: unknown; uri?: unknown; body?: unknown };
  if (!/^Http/i.test(String(type))) return false;
  switch (String(method).toUpperCase()) {
    case "DELETE":
      return true;
    case "PATCH":
      return switchesOff.test(JSON.stringify(body ?? null)) || stops.test(String(uri));
    case "POST":
    case "PUT":
      return stops.test(String(uri));
    default:
      return false;
  }
}

/** Playbooks that stop something begin as dry runs. */
export const workflowDryRun: PolicyCheck = {
  id: "workflow-dry-run",
  title: "A playbook that stops something does so only when it is told to",
  why: "the first false alarm of a new rule stops the business",
  fix: "give the definition a parameter for the mode whose defaultValue is DryRun or Off, and ask for an approval in between",
  severity: "error",
  mapping: { mcsb: ["IR-5"] },
  run: (document) =>
    workflowsOf(document).flatMap((workflow) => {
      const harmful = actionsOf(workflow).filter(([, action]) => isHarmful(action));
      if (harmful.length === 0) return [];
      const modes = Object.entries(workflow.definition?.parameters ?? {}).filter(([name]) =>
        /mode|dry_?run|enforce/i.test(name),
      );
      const isSafe = modes.some(
        ([, { defaultValue }]) =>
          /^(dryrun|off|false|reportonly)$/i.test(String(defaultValue)) || defaultValue === true,
      );
      return isSafe
        ? []
        : [
            {
              address: workflow.resource.address,
              message: `action ${harmful[0]![0]} stops something, and no parameter makes it a dry run by default`,
            },
          ];
    }),
};
