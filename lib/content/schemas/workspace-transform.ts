import { featureNames } from "../vocabulary";

/** `pipeline/workspace-transforms/*.yaml`: what happens to rows of a built-in table as they arrive. */
export const workspaceTransformSchema = {
  $id: "workspace-transform.schema.json",
  title: "Workspace transform",
  type: "object",
  required: ["table", "description", "feature", "transformKql"],
  additionalProperties: false,
  properties: {
    table: { type: "string", description: "the built-in table" },
    description: { type: "string", minLength: 1, description: "what is dropped, and why nobody misses it" },
    feature: {
      enum: featureNames,
      description: "deployed only where the tenant switches this on: a transform changes the table for all who read it",
    },
    transformKql: { type: "string", minLength: 1, description: "ingest-time transform over `source`" },
  },
} as const;
