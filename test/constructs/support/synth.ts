import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzapiProvider, synthesize } from "../../../lib/constructs";
import { App, AzurermProvider, LocalBackend, TerraformStack } from "../../../lib/constructs/cdktf";
import type { Content } from "../../../lib/content";
import type { Tenant } from "../../../lib/tenants";
import { Template } from "./template";

/** Runs `work` with a folder of its own that is gone afterwards. */
export function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a stack with nothing but providers and what `build` adds is synthesized to. */
export function synthesizeBare(build: (stack: TerraformStack) => void): Template {
  return inTemporaryFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "bare");
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    new AzapiProvider(stack, "azapi");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    build(stack);
    app.synth();
    return Template.fromOutput(outdir, "bare");
  });
}

/** What a tenant is synthesized to. */
export function synthesizeTenant(tenant: Tenant, content: Content): Template {
  return inTemporaryFolder((outdir) => {
    synthesize([tenant], { content, outdir });
    return Template.fromOutput(outdir, tenant.name);
  });
}
