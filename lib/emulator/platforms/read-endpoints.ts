import type { Workflow } from "@sentinel-agent-identities/logic-apps";

/** Addresses of platforms that workflows call, from their parameter `ExternalEndpoints`. */
export const readEndpoints = (workflows: readonly Workflow[]): string[] => [
  ...new Set(
    workflows.flatMap(({ parameterValues: { ExternalEndpoints: given } }) =>
      typeof given === "object" && given !== null && !Array.isArray(given) ? Object.values(given).map(String) : [],
    ),
  ),
];
