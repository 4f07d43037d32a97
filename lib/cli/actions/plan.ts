import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { synthesize } from "../../constructs";
import { formatProblem } from "../../content";
import { costChangeText } from "../../cost";
import { type Change, compareStacks, planText } from "../../lifecycle";
import { type PolicyDocument, readDocuments } from "../../policy";
import { readTenants, stackNamesOf, type Tenant } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { SelectionOptions } from "../commands/selection-options";
import type { VolumeOptions } from "../commands/volume-options";
import { withProgress } from "../progress";
import { changedOf } from "./changed";
import { contentOf } from "./content";
import { notHeld } from "./held";
import { costsOf } from "./plan-costs";
import { selectionOf } from "./selection";

export interface PlanOptions extends SelectionOptions, ContentOptions, VolumeOptions {
  readonly tenants: string;
  readonly against: string;
  readonly changedSince?: string;
  readonly format: "text" | "json";
}

/** Prints what would change. */
export async function plan(options: PlanOptions): Promise<void> {
  const made = await withProgress(async (progress) => {
    const cache = new WorkCache(cacheFolder());
    const content = await contentOf(options, cache, progress);
    const { tenants: all } = readTenants(options.tenants, content, selectionOf(options));
    const { ready: tenants, held } = notHeld(all, options.tenant);
    const chosen = changedOf(tenants, options.tenants, options.changedSince).map(({ tenant }) => tenant);
    return {
      names: chosen.map(({ name }) => name),
      held,
      regions: new Map(chosen.map(({ name, location }) => [name, location])),
      documents: synthesized(chosen, (outdir) => synthesize(chosen, { content, outdir, progress })),
    };
  });
  for (const warning of made.held) console.error(formatProblem(warning));
  const stacks = made.names.flatMap(stackNamesOf);
  const changes: Change[] = [];
  const costs = costsOf(options, made.regions, (stack) => ({
    before: documentOf(options.against, stack),
    after: made.documents.find((one) => one.stack === stack),
  }));
  const told: string[] = [];
  for (const stack of stacks) {
    const [before, after] = [documentOf(options.against, stack), made.documents.find((one) => one.stack === stack)];
    if (!before && !after) continue;
    told.push(stack);
    changes.push(...compareStacks(before, after));
  }
  if (options.format === "json")
    console.log(JSON.stringify({ stacks: told, changes, ...(costs ? { costs } : {}) }, null, 2));
  else
    console.log(
      told.length === 0 ? "nothing changed for any tenant" : planText(told, changes, costs?.map(costChangeText)),
    );
}

/** Stacks as they would be, written where nobody looks. */
function synthesized(tenants: readonly Tenant[], write: (outdir: string) => unknown): PolicyDocument[] {
  if (tenants.length === 0) return [];
  const outdir = mkdtempSync(join(tmpdir(), "agentid-plan-"));
  try {
    write(outdir);
    return readDocuments(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function documentOf(folder: string, stack: string): PolicyDocument | undefined {
  const path = join(folder, "stacks", stack, "cdk.tf.json");
  return existsSync(path) ? readDocuments(path)[0] : undefined;
}
