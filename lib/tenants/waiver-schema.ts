import { accountableProperties } from "./accountable-schema";

/** Findings of `agentid check` that a tenant lives with for a while. */
export const waiversProperty = {
  type: "array",
  description: "findings of agentid check that are accepted, until a day; one that finds nothing fails",
  items: {
    type: "object",
    required: ["check", "reason", "owner", "expires"],
    additionalProperties: false,
    properties: {
      check: { type: "string", minLength: 1, description: "id of the check, such as workspace-local-auth" },
      resource: {
        type: "string",
        minLength: 1,
        description:
          "address of the one resource it is about, such as azurerm_log_analytics_workspace.x; all when left out",
      },
      reason: { type: "string", minLength: 10, "x-message": "say why the finding is acceptable here" },
      ...accountableProperties,
    },
  },
} as const;
