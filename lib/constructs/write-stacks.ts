import type { Content } from "../content";
import type { Tenant } from "../tenants";
import { App, type TerraformStack, withoutNeedlessWork } from "./cdktf";
import { DelegationStack } from "./delegation-stack";
import { GovernanceStack, needsGovernance } from "./governance-stack";
import type { WrittenStack } from "./stale-stacks";
import { TenantStack } from "./tenant-stack";

/** Told which tenant's stack is built or written. */
export type Tell = (tenant: number, what: "building stacks" | "writing stacks") => void;

/** Writes the stacks of tenants, all of them in memory at once. */
export function writeStacks(tenants: readonly Tenant[], content: Content, outdir: string, tell: Tell): WrittenStack[] {
  const written: WrittenStack[] = [];
  withoutNeedlessWork(() => {
    const app = new App({ outdir });
    for (const [i, tenant] of tenants.entries()) {
      tell(i, "building stacks");
      const stacks: TerraformStack[] = [new TenantStack(app, tenant, content)];
      // The framework validates a stack just before it writes it.
      stacks[0]!.node.addValidation(writing(() => tell(i, "writing stacks")));
      if (needsGovernance(tenant)) stacks.push(new GovernanceStack(app, tenant, content));
      if (tenant.delegation) stacks.push(new DelegationStack(app, tenant, tenant.delegation));
      for (const { node } of stacks) written.push({ stack: node.id, tenant: tenant.name });
    }
    app.synth();
  });
  return written;
}

/** A validation that finds nothing, and tells that it was asked. */
const writing = (tell: () => void) => ({
  validate: (): string[] => {
    tell();
    return [];
  },
});
