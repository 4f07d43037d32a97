const rows = {
  description: "rows inline, or a file beside this one",
  oneOf: [
    { type: "array", items: { type: "object" } },
    {
      type: "object",
      required: ["file"],
      additionalProperties: false,
      properties: { file: { type: "string", description: "NDJSON file, relative to this one" } },
    },
  ],
} as const;

/** What every test of a query states: when it runs, and over what. */
export const testInput = {
  name: { type: "string", minLength: 1 },
  now: {
    type: "string",
    description: "when the rule runs, ISO 8601 with Z; rows arrive at their TimeGenerated, or when their $arrived says",
  },
  given: { type: "object", additionalProperties: rows, description: "rows by table" },
  watchlists: {
    type: "object",
    additionalProperties: { type: "array", items: { type: "object" } },
    description: "items by watchlist alias, instead of the deployed ones",
  },
  without: {
    type: "array",
    items: { type: "string" },
    description: "built-in tables that this workspace does not have",
  },
} as const;

/** `detections/<family>/*.test.yaml`: what a rule must say about given rows. */
export const detectionTestSchema = {
  $id: "detection-test.schema.json",
  title: "Tests of one analytics rule",
  type: "object",
  required: ["tests"],
  additionalProperties: false,
  properties: {
    equivalentMutants: {
      type: "array",
      description: "mutations of the query, as `agentid test --mutate` names them, that change nothing it says",
      items: {
        type: "object",
        required: ["mutant", "reason"],
        additionalProperties: false,
        properties: { mutant: { type: "string" }, reason: { type: "string", minLength: 10 } },
      },
    },
    tests: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "now", "given", "expect"],
        additionalProperties: false,
        properties: {
          ...testInput,
          expect: {
            type: "object",
            required: ["alerts"],
            additionalProperties: false,
            properties: {
              alerts: {
                type: "array",
                description: "exactly these alerts, in order; [] when the rule must stay quiet",
                items: {
                  type: "object",
                  additionalProperties: false,
                  properties: {
                    title: { type: "string" },
                    description: { type: "string" },
                    severity: { type: "string" },
                    entities: {
                      type: "array",
                      items: { type: "object" },
                      description: "each must be among the alert's entities",
                    },
                    customDetails: { type: "object", description: "each value must be among the detail's values" },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;
