import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzapiProvider, synthesize } from "../../../lib/constructs";
import { App, AzurermProvider, LocalBackend, TerraformStack, withoutNeedlessWork } from "../../../lib/constructs/cdktf";
import type { Tenant } from "../../../lib/tenants";
import { shipped } from "../../shared/content";
import { outputOf } from "../../shared/stacks";
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
    withoutNeedlessWork(() => {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, "bare");
      new AzurermProvider(stack, "azurerm", { features: [{}] });
      new AzapiProvider(stack, "azapi");
      new LocalBackend(stack, { path: "terraform.tfstate" });
      build(stack);
      app.synth();
    });
    return Template.fromOutput(outdir, "bare");
  });
}

/** What a tenant is synthesized to; once for the same settings. @param stack of the tenant's, by its name */
export function synthesized(tenant: Tenant, stack = tenant.name): Template {
  return Template.fromOutput(outputOf(tenant), stack);
}

/** What a tenant is synthesized to now, whatever was before. */
export function synthesizedAfresh(tenant: Tenant): Template {
  return inTemporaryFolder((outdir) => {
    synthesize([tenant], { content: shipped, outdir });
    return Template.fromOutput(outdir, tenant.name);
  });
}
