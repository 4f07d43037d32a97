import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { type RemovedStack, synthesize } from "../../constructs";
import { formatProblem } from "../../content";
import { readTenants } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { SelectionOptions } from "../commands/selection-options";
import { withProgress } from "../progress";
import { contentOf } from "./content";
import { notHeld } from "./held";
import { selectionOf } from "./selection";

export interface SynthOptions extends SelectionOptions, ContentOptions {
  readonly tenants: string;
  readonly out: string;
  readonly cache: boolean;
}

/** Writes the tenants' Terraform, and prints where. */
export async function synth(options: SynthOptions): Promise<void> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const { stacks, removed, warnings } = await withProgress((progress) => {
    const content = contentOf(options, cache, progress);
    const { tenants, names, warnings } = readTenants(options.tenants, content, selectionOf(options));
    const { ready, held } = notHeld(tenants, options.tenant);
    const found = ready.map(({ tenant }) => tenant);
    const told = [...held, ...warnings];
    return { ...synthesize(found, { content, outdir: options.out, progress, tenantNames: names }), warnings: told };
  });
  for (const warning of warnings) console.error(formatProblem(warning));
  for (const stack of stacks) console.log(join(options.out, "stacks", stack, "cdk.tf.json"));
  for (const one of removed) console.error(gone(one, options.out));
}

function gone({ stack, kept }: RemovedStack, out: string): string {
  const left = kept.length > 0 ? ` ${kept.join(", ")} stays in ${join(out, "stacks", stack)}.` : "";
  return `removed the stack ${stack}: no tenant file asks for it any more.${left} What it deployed is still in Azure; agentid offboard takes it away in order`;
}
