/** `pipeline/functions/*.yaml`: a KQL function saved in the workspace. */
export const functionSchema = {
  $id: "function.schema.json",
  title: "Saved KQL function",
  type: "object",
  required: ["name", "displayName", "description", "query"],
  additionalProperties: false,
  properties: {
    name: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]{0,62}$", description: "the alias queries call" },
    displayName: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    parameters: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "type"],
        additionalProperties: false,
        properties: {
          name: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
          type: { enum: ["bool", "datetime", "dynamic", "int", "long", "real", "string", "timespan"] },
          default: {
            type: "string",
            description:
              "a KQL literal, as written in the query language; no comma inside (the Terraform provider refuses it)",
          },
        },
      },
    },
    query: { type: "string", minLength: 1 },
  },
} as const;
