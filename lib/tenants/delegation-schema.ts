import { guid } from "./guid-schema";

const duty = (description: string) =>
  ({
    type: "object",
    required: ["groups"],
    additionalProperties: false,
    description,
    properties: {
      groups: {
        type: "array",
        minItems: 1,
        description: "groups of the managing tenant whose members have this duty",
        items: {
          type: "object",
          required: ["id", "name"],
          additionalProperties: false,
          properties: {
            id: { ...guid, description: "object id of the group, in the managing tenant" },
            name: { type: "string", minLength: 1, maxLength: 100, description: "what the customer sees it called" },
          },
        },
      },
      eligible: {
        type: "object",
        required: ["hours"],
        additionalProperties: false,
        description:
          "members activate the duty when they need it (Privileged Identity Management); they have it always when left out",
        properties: {
          hours: { type: "integer", minimum: 1, maximum: 8, description: "how long an activation lasts at most" },
          approvers: {
            type: "array",
            minItems: 1,
            maxItems: 10,
            items: guid,
            description:
              "object ids of groups or people of the managing tenant who agree to each activation; nobody is asked when left out",
          },
        },
      },
    },
  }) as const;

/** Who of a managing tenant may do what: the delegation of a tenant file, or of the defaults. */
export const delegationProperty = {
  type: "object",
  required: ["managingTenantId"],
  minProperties: 2,
  additionalProperties: false,
  description:
    "people of another Entra tenant who look after this one, by Azure Lighthouse: a stack of its own; names a duty at least",
  properties: {
    managingTenantId: { ...guid, description: "the Entra tenant of those people" },
    read: duty("sees incidents, rows and workbooks"),
    respond: duty("works on incidents, and starts playbooks"),
    deploy: duty("changes rules, tables, functions and playbooks, and nobody's permissions"),
  },
} as const;
