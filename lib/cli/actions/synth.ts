import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { synthesize } from "../../constructs";
import { loadContent } from "../../content";
import { loadTenants } from "../../tenants";
import type { SynthOptions } from "../commands/synth";
import { withProgress } from "../progress";

/** Writes every tenant's Terraform, and prints where. */
export async function synth(options: SynthOptions): Promise<void> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const tenants = await withProgress((progress) => {
    const content = loadContent(options.content, cache, progress);
    const loaded = loadTenants(options.tenants, content);
    synthesize(loaded, { content, outdir: options.out, progress });
    return loaded;
  });
  for (const { name } of tenants) console.log(join(options.out, "stacks", name, "cdk.tf.json"));
}
