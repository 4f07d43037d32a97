import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { PolicyError } from "../errors";
import { configurationOf } from "./configuration";
import type { PolicyDocument } from "./document";
import { planOf } from "./plan";
import { readToolJson } from "./tool-json";

const template = "cdk.tf.json";

/**
 * Reads what is to be checked.
 * @param path a `cdk.tf.json` or other configuration in JSON, a plan's JSON, the folder of one stack, or a `cdktf.out` with any number of them
 * @throws PolicyError when there is none
 */
export function readDocuments(path: string): PolicyDocument[] {
  if (!existsSync(path))
    throw new PolicyError(path, "does not exist", "run agentid synth, or name a cdk.tf.json or a plan's JSON");
  if (statSync(path).isFile()) return [readDocument(path)];
  if (existsSync(join(path, template))) return [readDocument(join(path, template))];
  const stacks = existsSync(join(path, "stacks")) ? join(path, "stacks") : path;
  const found = readdirSync(stacks)
    .sort()
    .map((name) => join(stacks, name, template))
    .filter((file) => existsSync(file));
  if (found.length === 0)
    throw new PolicyError(path, "holds no cdk.tf.json", "run agentid synth, or name a cdk.tf.json or a plan's JSON");
  return found.map(readDocument);
}

function readDocument(file: string): PolicyDocument {
  const stack = basename(file) === template ? basename(dirname(file)) : basename(file).replace(/(\.tf)?\.json$/, "");
  const data = readToolJson(file);
  if (typeof data !== "object" || data === null)
    throw new PolicyError(file, "is no Terraform", "give a configuration or a plan in JSON");
  const given = data as Record<string, unknown>;
  if ("planned_values" in given || "values" in given) return planOf(given, file, stack);
  if ("resource" in given || "data" in given || "terraform" in given || "provider" in given)
    return configurationOf(given, file, stack);
  throw new PolicyError(
    file,
    "is neither a configuration nor a plan",
    "give a cdk.tf.json, or what terraform show -json prints",
  );
}
