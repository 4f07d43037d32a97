import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { type Content, packageRoot, type vocabulary } from "../../lib/content";
import { readWorkspace, type Workspace } from "../../lib/emulator";
import { loadTenants, type Tenant } from "../../lib/tenants";
import { shipped } from "./content";
import { runFolder } from "./run-folder";

const [example] = loadTenants(join(packageRoot(), "tenants"), shipped) as [Tenant];

/** The example tenant with one incident per agent. */
export const storyteller: Tenant = { ...example, incidents: "story" };
/** The example tenant with incidents of each rule, by which most suites know what one rule alone does. */
export const contoso: Tenant = { ...example, incidents: "rule" };

/** The folder that tenants are synthesized to: once for the same settings, whichever suite asks. Nobody writes into it. */
export const outputOf = (...tenants: readonly Tenant[]): string => synthesized(tenants, "whole");

/** The same without what no playbook asks for: a third of the time, for suites that try many settings. */
export const respondingOutputOf = (...tenants: readonly Tenant[]): string => synthesized(tenants, "responding");

const contents = {
  whole: () => shipped,
  responding: (): Content => ({
    ...shipped,
    detections: [],
    hunting: [],
    workbooks: [],
    playbooks: shipped.playbooks.map((item) => {
      const { automationRule: _, ...data } = item.data;
      return { ...item, data };
    }),
  }),
};

function synthesized(tenants: readonly Tenant[], what: keyof typeof contents): string {
  const folder = join(
    runFolder(),
    createHash("sha256")
      .update(JSON.stringify([what, tenants]))
      .digest("hex"),
  );
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    synthesize(tenants, { content: contents[what](), outdir: draft });
    // The other worker may have been here first.
    if (!existsSync(folder)) renameSync(draft, folder);
  }
  return folder;
}

/** The folder of a tenant's stack. @param name of another of its stacks */
export const stackOf = (tenant: Tenant, name = tenant.name): string => join(outputOf(tenant), "stacks", name);

/** The example tenant's stack. */
export const exampleStack = (): string => stackOf(contoso);

const workspaces = new Map<string, Workspace>();

/**
 * The storyteller's workspace, which has every rule, read back from the Terraform that would deploy it.
 * @param features that the tenant switches on
 */
export function shippedWorkspace(...features: vocabulary.Feature[]): Workspace {
  const key = features.join();
  const known = workspaces.get(key);
  if (known) return known;
  const tenant = { ...storyteller, features: Object.fromEntries(features.map((name) => [name, true])) };
  const workspace = readWorkspace(stackOf(tenant));
  workspaces.set(key, workspace);
  return workspace;
}
