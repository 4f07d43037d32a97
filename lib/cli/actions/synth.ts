import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { type RemovedStack, synthesizeMany } from "../../constructs";
import { formatProblem } from "../../content";
import { readTenants } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { SelectionOptions } from "../commands/selection-options";
import { withProgress } from "../progress";
import { changedOf } from "./changed";
import { contentOf, ownFolder } from "./content";
import { notHeld } from "./held";
import { selectionOf } from "./selection";

export interface SynthOptions extends SelectionOptions, ContentOptions {
  readonly tenants: string;
  readonly out: string;
  readonly cache: boolean;
  readonly changedSince?: string;
}

/** Writes the tenants' Terraform, and prints where. */
export async function synth(options: SynthOptions): Promise<void> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const { stacks, removed, warnings } = await withProgress(async (progress) => {
    const content = await contentOf(options, cache, progress);
    const { tenants, names, warnings } = readTenants(options.tenants, content, selectionOf(options));
    const { ready, held } = notHeld(tenants, options.tenant);
    const found = changedOf(ready, options.tenants, options.changedSince).map(({ tenant }) => tenant);
    const told = [...held, ...warnings];
    const own = ownFolder(options);
    const folders = { content: options.content, ...(own === undefined ? {} : { own }) };
    const outdir = options.out;
    return {
      ...(await synthesizeMany(found, { content, folders, outdir, progress, tenantNames: names })),
      warnings: told,
    };
  });
  for (const warning of warnings) console.error(formatProblem(warning));
  if (stacks.length === 0) console.log("nothing changed for any tenant");
  for (const stack of stacks) console.log(join(options.out, "stacks", stack, "cdk.tf.json"));
  for (const one of removed) console.error(gone(one, options.out));
}

function gone({ stack, kept }: RemovedStack, out: string): string {
  const left = kept.length > 0 ? ` ${kept.join(", ")} stays in ${join(out, "stacks", stack)}.` : "";
  return `removed the stack ${stack}: no tenant file asks for it any more.${left} What it deployed is still in Azure; agentid offboard takes it away in order`;
}
