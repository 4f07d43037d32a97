import { vocabulary } from "../content";
import { guid } from "./guid-schema";

const enforcement = {
  enum: ["reportOnly", "enforced"],
  "x-message": "write reportOnly, which tells what it would block, or enforced",
} as const;

/** What Microsoft Entra holds for agents: the governance of a tenant file. */
export const governanceProperty = {
  type: "object",
  additionalProperties: false,
  description: "what Microsoft Entra holds for agents: a stack of its own, which takes rights on the whole tenant",
  properties: {
    graphAppRoles: {
      type: "boolean",
      description: "grant the playbooks and the collector their application permissions of Microsoft Graph",
    },
    attributeSet: { type: "boolean", description: vocabulary.governancePolicies.attributeSet },
    quarantine: { ...enforcement, description: vocabulary.governancePolicies.quarantine },
    agentRisk: { ...enforcement, description: vocabulary.governancePolicies.agentRisk },
    breakGlass: { ...enforcement, description: vocabulary.governancePolicies.breakGlass },
    credentialLifetime: {
      type: "object",
      description: vocabulary.governancePolicies.credentialLifetime,
      required: ["blueprints"],
      additionalProperties: false,
      properties: {
        blueprints: { type: "array", minItems: 1, items: guid, description: "object ids of their applications" },
      },
    },
  },
} as const;
