import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../constructs";
import type { Content } from "../content";
import { readWorkspace, type Workspace } from "../emulator";
import type { Tenant } from "../tenants";

/** The smallest tenant: nothing in it departs from what the content says. */
const plainTenant: Tenant = {
  name: "backtest",
  tenantId: "00000000-0000-4000-8000-000000000001",
  subscriptionId: "00000000-0000-4000-8000-000000000002",
  location: "westeurope",
  resourceGroup: { name: "rg-backtest" },
  workspace: { name: "law-backtest" },
};

/** The workspace that content becomes when it is deployed, without playbooks and workbooks, and with empty watchlists. */
export function contentWorkspace(content: Content): Workspace {
  const needed: Content = { ...content, hunting: [], workbooks: [], playbooks: [] };
  const outdir = mkdtempSync(join(tmpdir(), "agentid-backtest-"));
  try {
    synthesize([plainTenant], { content: needed, outdir });
    return readWorkspace(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
