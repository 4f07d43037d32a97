import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";
import { workflowsOf } from "../views/workflows";

/** What a Logic App signs in as. */
export const workflowIdentity: PolicyCheck = {
  id: "workflow-identity",
  title: "A playbook signs in by a managed identity",
  why: "anything else is a stored credential that somebody has to keep and rotate, or a person's consent that leaves with the person",
  fix: "add an identity block, and give connections parameterValueType Alternative",
  severity: "error",
  mapping: { mcsb: ["IM-3"] },
  run: (document) =>
    workflowsOf(document).flatMap(({ resource: { address, attributes } }) => {
      const [identity] = blocksOf(attributes.identity);
      return identity && String(identity.type) !== "None" ? [] : [{ address, message: "has no managed identity" }];
    }),
};
