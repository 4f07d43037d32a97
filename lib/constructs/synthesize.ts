import { mkdirSync } from "node:fs";
import { type Content, shippedContent } from "../content";
import type { Tenant } from "../tenants";
import { App, withoutCreationStacks } from "./cdktf";
import { GovernanceStack, needsGovernance } from "./governance-stack";
import { TenantStack } from "./tenant-stack";

/**
 * Writes each tenant's Terraform: `<outdir>/stacks/<tenant>/cdk.tf.json`, and `<tenant>-governance` where it asks for what is
 * tenant-wide.
 * @param outdir folder to write to; default: `CDKTF_OUTDIR`, else `cdktf.out`
 * @throws ContentError before anything is written, when content or a tenant is wrong
 */
export function synthesize(tenants: readonly Tenant[], options: { content?: Content; outdir?: string } = {}): void {
  const content = options.content ?? shippedContent();
  const outdir = options.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
  // The framework makes the last folder of the path only.
  mkdirSync(outdir, { recursive: true });
  withoutCreationStacks(() => {
    const app = new App({ outdir });
    for (const tenant of tenants) {
      new TenantStack(app, tenant, content);
      if (needsGovernance(tenant)) new GovernanceStack(app, tenant, content);
    }
    app.synth();
  });
}
