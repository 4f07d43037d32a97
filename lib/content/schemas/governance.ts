import { governancePolicyNames } from "../vocabulary";

/** `governance/*.yaml`: what Microsoft Entra is to hold, switched on by the tenant under `governance`. */
export const governanceSchema = {
  $id: "governance.schema.json",
  title: "Governance policy",
  type: "object",
  required: ["name", "title", "description", "resources"],
  additionalProperties: false,
  properties: {
    name: { enum: governancePolicyNames, description: "the tenant's setting that switches it on" },
    title: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    requires: {
      type: "array",
      items: { enum: governancePolicyNames },
      description: "policies that must be switched on with it",
    },
    permanent: {
      type: "boolean",
      description: "true for what Microsoft Entra cannot delete: destroying it is refused",
    },
    resources: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["key", "url", "body"],
        additionalProperties: false,
        properties: {
          key: { type: "string", pattern: "^[a-z][a-z0-9-]*$", description: "tells the resources of a file apart" },
          url: {
            type: "string",
            pattern: "^[^/].*[^/]$",
            description: "the Microsoft Graph collection that it is created in, without the version",
          },
          apiVersion: { enum: ["v1.0", "beta"], description: "v1.0 unless said otherwise" },
          conditionalAccess: {
            type: "boolean",
            description: "a Conditional Access policy: its state follows from the tenant's setting",
          },
          readQuery: {
            type: "object",
            additionalProperties: { type: "string" },
            description: "query options that reading it back takes",
          },
          forEach: { enum: ["blueprints"], description: "one for each of the blueprints that the tenant names" },
          after: {
            type: "array",
            items: { type: "string" },
            description: "keys of resources that must be there first",
          },
          body: {
            type: "object",
            additionalProperties: true,
            description:
              "the request; {blueprint} stands for the one of forEach, {<key>.id} for the id of another resource",
          },
        },
      },
    },
  },
} as const;
