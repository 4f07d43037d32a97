import { columnTypes, featureNames, tablePlans, writerNames } from "../vocabulary";

const column = {
  type: "object",
  required: ["name", "type"],
  additionalProperties: false,
  properties: {
    name: {
      type: "string",
      pattern: "^[A-Za-z][A-Za-z0-9_]{1,44}$",
      "x-message": "a column name starts with a letter and has 2 to 45 letters, digits or underscores",
    },
    type: { enum: columnTypes, description: "the Kusto type, in Kusto's spelling" },
    description: { type: "string", minLength: 1 },
  },
} as const;

const streamColumn = {
  ...column,
  properties: {
    ...column.properties,
    stamped: {
      const: true,
      description:
        "says who sent the row: written by the sender's data collection rule or the intake, never by a client",
    },
  },
} as const;

const feature = {
  enum: featureNames,
  description: "deployed only where the tenant switches this on",
} as const;
const transformKql = { type: "string", minLength: 1, description: "ingest-time transform over `source`" } as const;

/** `pipeline/tables/*.yaml`: a custom table and the streams that feed it. */
export const tableSchema = {
  $id: "table.schema.json",
  title: "Custom table with its input streams",
  type: "object",
  required: ["name", "description", "plan", "columns"],
  additionalProperties: false,
  properties: {
    name: {
      type: "string",
      pattern: "^[A-Za-z][A-Za-z0-9_]{0,58}_CL$",
      "x-message": "a custom table's name ends in _CL",
    },
    description: { type: "string", minLength: 1 },
    plan: { enum: tablePlans, description: "the table plan; only Analytics tables feed analytics rules" },
    feature,
    retentionInDays: { type: "integer", description: "interactive retention, in days" },
    totalRetentionInDays: { type: "integer", description: "interactive and long-term retention together, in days" },
    columns: { type: "array", minItems: 1, items: column, description: "the columns, TimeGenerated first" },
    writtenBy: {
      enum: writerNames,
      description:
        "who may write the table's streams: each has data collection rules of its own; senders when left out",
    },
    disputed: {
      type: "string",
      description: "the table, with the same columns, for rows about an agent whose sender may not speak for it",
    },
    streams: {
      type: "array",
      description: "streams of the data collection rule whose rows land in this table",
      items: {
        type: "object",
        required: ["name", "description", "columns", "transformKql"],
        additionalProperties: false,
        properties: {
          name: {
            type: "string",
            pattern: "^Custom-[A-Za-z][A-Za-z0-9_]{0,51}$",
            "x-message": "a custom stream's name starts with Custom-",
          },
          description: { type: "string", minLength: 1 },
          columns: { type: "array", minItems: 1, items: streamColumn, description: "what a client sends" },
          transformKql,
        },
      },
    },
    flows: {
      type: "array",
      description: "rows this table takes from streams that other tables declare",
      items: {
        type: "object",
        required: ["stream", "description", "transformKql"],
        additionalProperties: false,
        properties: {
          stream: { type: "string", description: "the stream's name" },
          description: { type: "string", minLength: 1 },
          transformKql,
        },
      },
    },
  },
} as const;
