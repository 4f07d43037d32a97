const text = { type: "string", minLength: 1 } as const;
const version = {
  type: "string",
  pattern: "^\\d+\\.\\d+\\.\\d+$",
  "x-message": "write a version such as 1.0.0",
} as const;

/** `pipeline/connector.yaml`: how the solution presents itself in Sentinel's data connector gallery and content hub. */
export const connectorSchema = {
  $id: "connector.schema.json",
  title: "Data connector and solution",
  type: "object",
  required: [
    "id",
    "title",
    "publisher",
    "description",
    "version",
    "support",
    "dataTypes",
    "isConnected",
    "sampleQueries",
    "prerequisites",
    "steps",
  ],
  additionalProperties: false,
  properties: {
    id: {
      type: "string",
      pattern: "^[A-Za-z0-9_-]{3,60}$",
      description: "never changes: Sentinel knows the connector by it",
    },
    title: text,
    publisher: text,
    description: { ...text, description: "Markdown" },
    version,
    support: {
      type: "object",
      required: ["tier", "name"],
      additionalProperties: false,
      properties: {
        tier: { enum: ["Microsoft", "Partner", "Community"] },
        name: text,
        link: { type: "string", pattern: "^https://" },
      },
    },
    dataTypes: {
      type: "array",
      minItems: 1,
      description: "the tables whose volume and last row the connector's page shows",
      items: { type: "string" },
    },
    isConnected: { ...text, description: "a query whose one row says in IsConnected whether telemetry arrives" },
    sampleQueries: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["description", "query"],
        additionalProperties: false,
        properties: { description: text, query: text },
      },
    },
    prerequisites: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "description"],
        additionalProperties: false,
        properties: { name: text, description: text },
      },
    },
    steps: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["title", "description"],
        additionalProperties: false,
        properties: { title: text, description: { ...text, description: "Markdown" } },
      },
    },
  },
} as const;
