import type { PolicyCheck } from "../check";
import { actionsOf, workflowsOf } from "../views/workflows";

/** Playbooks say that they failed. */
export const workflowFailure: PolicyCheck = {
  id: "workflow-failure",
  title: "A playbook has a branch for what fails",
  why: "an analyst who is told nothing takes a response that failed for one that worked",
  fix: "add an action whose runAfter has Failed and TimedOut, which comments on the incident",
  severity: "warning",
  mapping: { mcsb: ["IR-5"] },
  run: (document) =>
    workflowsOf(document).flatMap((workflow) => {
      const actions = actionsOf(workflow);
      // One step has nothing to go on with.
      if (actions.length < 3) return [];
      const isTold = actions.some(([, { runAfter = {} }]) =>
        Object.values(runAfter).some((states) => states.some((state) => /^failed$/i.test(state))),
      );
      return isTold
        ? []
        : [{ address: workflow.resource.address, message: "has no action that runs after a failed one" }];
    }),
};
