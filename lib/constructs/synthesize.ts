import { mkdirSync } from "node:fs";
import { type Content, shippedContent } from "../content";
import { type Progress, silent } from "../progress";
import { assertNotHeld, type Tenant } from "../tenants";
import { App, type TerraformStack, withoutNeedlessWork } from "./cdktf";
import { GovernanceStack, needsGovernance } from "./governance-stack";
import { type RemovedStack, removeStale, type WrittenStack } from "./stale-stacks";
import { TenantStack } from "./tenant-stack";

/** What a synthesis did to its output. */
export interface Synthesized {
  /** names of the stacks, each tenant's own before its governance stack */
  readonly stacks: readonly string[];
  /** taken out, where that was asked for */
  readonly removed: readonly RemovedStack[];
}

/** How stacks are written. */
export interface SynthesizeOptions {
  readonly content?: Content;
  /** folder to write to @default - `CDKTF_OUTDIR`, else `cdktf.out` */
  readonly outdir?: string;
  /** told how many stacks are built and written */
  readonly progress?: Progress;
  /**
   * Names of all tenants that there are, written now or not: stacks of others, which an earlier synthesis wrote, are taken
   * out. @default - whatever is there stays
   */
  readonly tenantNames?: readonly string[];
}

/**
 * Writes each tenant's Terraform: `<outdir>/stacks/<tenant>/cdk.tf.json`, and `<tenant>-governance` where it asks for what is
 * tenant-wide.
 * @throws ContentError before anything is written, when content or a tenant is wrong, or a tenant is held at another version of the package
 */
export function synthesize(tenants: readonly Tenant[], options: SynthesizeOptions = {}): Synthesized {
  tenants.forEach(assertNotHeld);
  const content = options.content ?? shippedContent();
  const outdir = options.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
  // The framework makes the last folder of the path only.
  mkdirSync(outdir, { recursive: true });
  const { progress = silent, tenantNames } = options;
  const written: WrittenStack[] = [];
  withoutNeedlessWork(() => {
    const app = new App({ outdir });
    for (const [i, tenant] of tenants.entries()) {
      progress.update(i, tenants.length, "building stacks");
      const stacks: TerraformStack[] = [new TenantStack(app, tenant, content)];
      // The framework validates a stack just before it writes it.
      stacks[0]!.node.addValidation(writing(() => progress.update(i, tenants.length, "writing stacks")));
      if (needsGovernance(tenant)) stacks.push(new GovernanceStack(app, tenant, content));
      for (const { node } of stacks) written.push({ stack: node.id, tenant: tenant.name });
    }
    app.synth();
  });
  const removed = tenantNames ? removeStale(outdir, written, tenantNames) : [];
  return { stacks: written.map(({ stack }) => stack), removed };
}

/** A validation that finds nothing, and tells that it was asked. */
const writing = (tell: () => void) => ({
  validate: (): string[] => {
    tell();
    return [];
  },
});
