import { readYaml } from "@sentinel-agent-identities/yaml";
import { LineageError } from "../errors";
import { schemaProblems } from "../json-schema";
import { keyProblems } from "./keys";
import type { LineagePolicy } from "./policy";
import { lineagePolicySchema as schema } from "./schema";

/**
 * Reads a policy, YAML or JSON.
 * @param source where it comes from, for errors
 * @throws LineageError `policy` with every problem
 */
export function readLineagePolicy(text: string, source = "policy"): LineagePolicy {
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    throw new LineageError("policy", source, [`is neither YAML nor JSON: ${(error as Error).message}`]);
  }
  const problems = schemaProblems(schema, value);
  if (problems.length === 0) problems.push(...keyProblems(value as LineagePolicy));
  if (problems.length > 0) throw new LineageError("policy", source, problems);
  return value as LineagePolicy;
}
