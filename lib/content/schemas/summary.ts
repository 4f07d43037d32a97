import { limits } from "../../limits";

/** `pipeline/summaries/*.yaml`: a summary rule. */
export const summarySchema = {
  $id: "summary.schema.json",
  title: "Summary rule",
  type: "object",
  required: ["name", "displayName", "description", "destinationTable", "binSizeMinutes", "query"],
  additionalProperties: false,
  properties: {
    name: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9]{3,62}$" },
    displayName: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    destinationTable: { type: "string", description: "the custom table the rule writes to" },
    binSizeMinutes: { enum: limits["summary/bin-size"].value, description: "how much time one run sums up" },
    binDelayMinutes: { type: "integer", minimum: 4, maximum: 1440, description: "how long a run waits for late rows" },
    query: { type: "string", minLength: 1, description: "without saved functions, which summary rules cannot call" },
  },
} as const;
