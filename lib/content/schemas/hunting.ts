import { detectionSchema } from "./detection";
import { testInput } from "./detection-test";

const {
  id,
  version,
  name,
  description,
  requiredDataConnectors,
  tactics,
  relevantTechniques,
  query,
  entityMappings,
  tags,
} = detectionSchema.properties;

/** `detections/hunting/*.yaml`: a hunting query in the Azure-Sentinel format. */
export const huntingSchema = {
  $id: "hunting.schema.json",
  title: "Hunting query",
  type: "object",
  required: [
    "id",
    "version",
    "name",
    "description",
    "requiredDataConnectors",
    "tactics",
    "relevantTechniques",
    "query",
    "tags",
  ],
  additionalProperties: false,
  properties: {
    id,
    version,
    name,
    description,
    requiredDataConnectors,
    tactics,
    relevantTechniques,
    query,
    entityMappings,
    tags,
  },
} as const;

/** `detections/hunting/*.test.yaml`: what a hunting query must find among given rows. */
export const huntingTestSchema = {
  $id: "hunting-test.schema.json",
  title: "Tests of one hunting query",
  type: "object",
  required: ["tests"],
  additionalProperties: false,
  properties: {
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
            required: ["rows"],
            additionalProperties: false,
            properties: {
              rows: {
                type: "array",
                items: { type: "object" },
                description: "exactly these rows, in order; of each, the columns written here",
              },
            },
          },
        },
      },
    },
  },
} as const;
