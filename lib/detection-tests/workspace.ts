import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../constructs";
import type { Content, DetectionItem, HuntingItem } from "../content";
import { readWorkspace, type Workspace } from "../emulator";
import type { Tenant } from "../tenants";

/** The smallest tenant: tests run on what would be deployed, with empty watchlists, and on every rule that there is. */
const testTenant: Tenant = {
  name: "detection-tests",
  tenantId: "00000000-0000-4000-8000-000000000001",
  subscriptionId: "00000000-0000-4000-8000-000000000002",
  location: "westeurope",
  resourceGroup: { name: "rg-detection-tests" },
  workspace: { name: "law-detection-tests" },
  incidents: "story",
};

/**
 * Synthesizes the content and reads the workspace back from the Terraform.
 * @param tested the rules and hunting queries that are needed; others, and what no query reads, are left out
 */
export function synthesizedWorkspace(content: Content, tested: readonly (DetectionItem | HuntingItem)[]): Workspace {
  const isTested = ({ name }: DetectionItem | HuntingItem) => tested.some((item) => item.name === name);
  const needed: Content = {
    ...content,
    detections: content.detections.filter(isTested),
    hunting: content.hunting.filter(isTested),
    workbooks: [],
    playbooks: [],
  };
  const outdir = mkdtempSync(join(tmpdir(), "agentid-test-"));
  try {
    synthesize([testTenant], { content: needed, outdir });
    return withDeclaredColumns(readWorkspace(outdir), needed);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Lists that are deployed without items have no columns there yet; those of a test have what any deployed item has. */
function withDeclaredColumns(workspace: Workspace, { watchlists }: Content): Workspace {
  const declared = new Map(watchlists.map(({ data }) => [data.alias, data.columns.map(({ name }) => name)]));
  return {
    ...workspace,
    watchlists: workspace.watchlists.map((list) => ({ ...list, columns: declared.get(list.alias) ?? list.columns })),
  };
}
