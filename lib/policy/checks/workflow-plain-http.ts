import type { PolicyCheck } from "../check";
import { actionsOf, workflowsOf } from "../views/workflows";

/** What playbooks call. */
export const workflowPlainHttp: PolicyCheck = {
  id: "workflow-plain-http",
  title: "A playbook calls by HTTPS",
  why: "everybody on the way reads and changes what is sent without TLS, tokens included",
  fix: "write https://",
  severity: "error",
  mapping: { mcsb: ["DP-3"] },
  run: (document) =>
    workflowsOf(document).flatMap((workflow) =>
      actionsOf(workflow)
        .filter(([, { inputs }]) => /^http:\/\//i.test(String((inputs as { uri?: unknown } | undefined)?.uri)))
        .map(([name]) => ({ address: workflow.resource.address, message: `action ${name} calls without TLS` })),
    ),
};
