import type { FromSchema } from "json-schema-to-ts";
import { parse } from "yaml";
import { LineageError } from "../errors";
import { schemaProblems } from "../json-schema";
import type { lineagePolicySchema } from "./schema";
import { lineagePolicySchema as schema } from "./schema";

/** Whose provenance is trusted. */
export type LineagePolicy = FromSchema<typeof lineagePolicySchema>;
/** One rule of a policy. */
export type PolicyRule = LineagePolicy["trusted"][number];

/**
 * Reads a policy, YAML or JSON.
 * @param source where it comes from, for errors
 * @throws LineageError `policy` with every problem
 */
export function readLineagePolicy(text: string, source = "policy"): LineagePolicy {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new LineageError("policy", source, [`is neither YAML nor JSON: ${(error as Error).message}`]);
  }
  const problems = schemaProblems(schema, value);
  if (problems.length > 0) throw new LineageError("policy", source, problems);
  return value as LineagePolicy;
}
