import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../constructs";
import type { Content } from "../content";
import { readWorkspace, type Workspace } from "../emulator";
import type { Tenant } from "../tenants";

/** The smallest tenant: tests run on what would be deployed, with empty watchlists. */
const testTenant: Tenant = {
  name: "detection-tests",
  tenantId: "00000000-0000-4000-8000-000000000001",
  subscriptionId: "00000000-0000-4000-8000-000000000002",
  location: "westeurope",
  resourceGroup: { name: "rg-detection-tests" },
  workspace: { name: "law-detection-tests" },
};

/** Synthesizes the content and reads the workspace back from the Terraform. */
export function synthesizedWorkspace(content: Content): Workspace {
  const outdir = mkdtempSync(join(tmpdir(), "agentid-test-"));
  try {
    synthesize([testTenant], { content, outdir });
    return readWorkspace(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
