import { join } from "node:path";
import { Command } from "commander";
import { synthesize } from "../../constructs";
import { loadContent, packageRoot } from "../../content";
import { loadTenants } from "../../tenants";

/** `agentid synth`: Terraform for every tenant. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("write Terraform for every tenant")
    .option("--tenants <dir>", "folder of tenant files", join(packageRoot(), "tenants"))
    .option("--content <dir>", "folder that holds pipeline/, detections/, workbooks/ and playbooks/", packageRoot())
    .option("--out <dir>", "folder to write to", "cdktf.out")
    .action((options: { tenants: string; content: string; out: string }) => {
      const content = loadContent(options.content);
      const tenants = loadTenants(options.tenants, content);
      synthesize(tenants, { content, outdir: options.out });
      for (const { name } of tenants) console.log(join(options.out, "stacks", name, "cdk.tf.json"));
    });
}
