import { existsSync } from "node:fs";
import { join } from "node:path";
import { type PolicyDocument, readDocuments } from "../../policy";
import { stackNamesOf } from "../../tenants";
import { UsageError } from "../usage-error";

/**
 * A tenant's own stack, then its others where there are some.
 * @throws UsageError when it was not synthesized
 */
export function stacksOf(name: string, out: string): PolicyDocument[] {
  const files = stackNamesOf(name)
    .map((stack) => join(out, "stacks", stack, "cdk.tf.json"))
    .filter(existsSync);
  if (!files[0]?.includes(join("stacks", name, "cdk")))
    throw new UsageError(`${out} holds no stack of ${name}: run agentid synth --tenant ${name} first`);
  return files.flatMap(readDocuments);
}
