import { mkdirSync } from "node:fs";
import { type Content, shippedContent } from "../content";
import { type Progress, silent } from "../progress";
import type { Tenant } from "../tenants";
import { App, withoutCreationStacks } from "./cdktf";
import { GovernanceStack, needsGovernance } from "./governance-stack";
import { TenantStack } from "./tenant-stack";

/**
 * Writes each tenant's Terraform: `<outdir>/stacks/<tenant>/cdk.tf.json`, and `<tenant>-governance` where it asks for what is
 * tenant-wide.
 * @param outdir folder to write to; default: `CDKTF_OUTDIR`, else `cdktf.out`
 * @param progress told how many stacks are built and written
 * @throws ContentError before anything is written, when content or a tenant is wrong
 */
export function synthesize(
  tenants: readonly Tenant[],
  options: { content?: Content; outdir?: string; progress?: Progress } = {},
): void {
  const content = options.content ?? shippedContent();
  const outdir = options.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
  // The framework makes the last folder of the path only.
  mkdirSync(outdir, { recursive: true });
  const { progress = silent } = options;
  withoutCreationStacks(() => {
    const app = new App({ outdir });
    for (const [i, tenant] of tenants.entries()) {
      progress.update(i, tenants.length, "building stacks");
      const stack = new TenantStack(app, tenant, content);
      // The framework validates a stack just before it writes it.
      stack.node.addValidation(writing(() => progress.update(i, tenants.length, "writing stacks")));
      if (needsGovernance(tenant)) new GovernanceStack(app, tenant, content);
    }
    app.synth();
  });
}

/** A validation that finds nothing, and tells that it was asked. */
const writing = (tell: () => void) => ({
  validate: (): string[] => {
    tell();
    return [];
  },
});
