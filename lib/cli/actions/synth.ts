import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { synthesize } from "../../constructs";
import { loadContent } from "../../content";
import { loadTenants } from "../../tenants";
import type { SynthOptions } from "../commands/synth";

/** Writes every tenant's Terraform, and prints where. */
export function synth(options: SynthOptions): void {
  const content = loadContent(options.content, options.cache ? new WorkCache(cacheFolder()) : undefined);
  const tenants = loadTenants(options.tenants, content);
  synthesize(tenants, { content, outdir: options.out });
  for (const { name } of tenants) console.log(join(options.out, "stacks", name, "cdk.tf.json"));
}
