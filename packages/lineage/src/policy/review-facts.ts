import type { FromSchema } from "json-schema-to-ts";
import { LineageError } from "../errors";
import { schemaProblems } from "../json-schema";

/** `--review`: what the forge says about the commit. */
export const reviewFactsSchema = {
  $id: "review-facts.schema.json",
  title: "Review of a commit",
  type: "object",
  additionalProperties: false,
  properties: {
    commitVerified: { type: "boolean", description: "whether the commit's own signature was verified" },
    author: { type: "string" },
    pullRequest: { type: "string", description: "address of the pull request" },
    approvers: { type: "array", items: { type: "string" } },
  },
} as const;

/** What the forge says about a commit and its review. */
export type ReviewFacts = FromSchema<typeof reviewFactsSchema>;

/**
 * Reads facts about a commit's review from JSON text.
 * @param source where it comes from, for errors
 * @throws LineageError `review` with every problem
 */
export function readReviewFacts(text: string, source = "review"): ReviewFacts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LineageError("review", source, [`is no JSON: ${(error as Error).message}`]);
  }
  const problems = schemaProblems(reviewFactsSchema, value);
  if (problems.length > 0) throw new LineageError("review", source, problems);
  return value as ReviewFacts;
}
