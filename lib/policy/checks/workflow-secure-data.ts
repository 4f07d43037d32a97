import type { PolicyCheck } from "../check";
import { actionsOf, workflowsOf } from "../views/workflows";

const carries =
  /"(authorization|x-functions-key|ocp-apim-subscription-key|x-api-key)"|\/secrets\/[^"]*\/value|"path":"[^"]*\/secrets\/|listKeys|listCallbackUrl/i;

/** What runs of a Logic App keep. */
export const workflowSecureData: PolicyCheck = {
  id: "workflow-secure-data",
  title: "Actions that carry a token or a secret keep it out of the run's history",
  why: "everybody who may read runs reads the inputs and outputs of each action, for 90 days",
  fix: "add runtimeConfiguration.secureData.properties: [inputs, outputs] to the action; best use the managed identity, which shows no token",
  severity: "error",
  mapping: { mcsb: ["IM-8", "DP-3"] },
  run: (document) =>
    workflowsOf(document).flatMap((workflow) =>
      actionsOf(workflow)
        .filter(
          ([, { inputs, runtimeConfiguration }]) =>
            carries.test(JSON.stringify(inputs ?? null)) && !runtimeConfiguration?.secureData?.properties?.length,
        )
        .map(([name]) => ({
          address: workflow.resource.address,
          message: `action ${name} carries a secret that its runs show`,
        })),
    ),
};
