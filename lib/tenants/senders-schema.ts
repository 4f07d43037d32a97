import { guid } from "./guid-schema";

/** Who may send telemetry: the senders of a tenant file. */
export const sendersProperty = {
  type: "array",
  maxItems: 50,
  description: "who may send telemetry, and for which agents each may speak",
  items: {
    type: "object",
    required: ["name", "principalId"],
    additionalProperties: false,
    properties: {
      name: {
        type: "string",
        pattern: "^[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?$",
        "x-message": "a sender's name has up to 24 lower-case letters, digits and hyphens",
      },
      principalId: { ...guid, description: "object id of the service principal or managed identity" },
      agents: { type: "array", minItems: 1, items: guid, description: "object ids of agent identities" },
      blueprints: {
        type: "array",
        minItems: 1,
        items: guid,
        description: "appIds of blueprints, for all their agents",
      },
      everyAgent: { type: "boolean", description: "speaks for every agent, as a gateway in front of all does" },
      names: {
        type: "object",
        minProperties: 1,
        maxProperties: 500,
        additionalProperties: guid,
        description: "an agent's or a service's name → the object id of the agent whose spans those are",
      },
    },
  },
} as const;
