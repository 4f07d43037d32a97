import { Command } from "commander";
import type * as Actions from "../actions/init";
import type { InitOptions } from "../actions/init";

/** `agentid init`: a project of one's own. */
export function initCommand(): Command {
  return new Command("init")
    .description(
      "write what a project needs: a tenant's file, cdktf.json and .gitignore; what is there already stays as it is",
    )
    .argument("[dir]", "folder of the project", ".")
    .option("--name <name>", "the first tenant", "contoso")
    .option("--tenant-id <id>", "its Microsoft Entra tenant; a made-up one, to be replaced, when left out")
    .option("--subscription-id <id>", "its Azure subscription; a made-up one, to be replaced, when left out")
    .option("--location <region>", "its Azure region", "westeurope")
    .option("--app", "write main.ts, too: a CDKTF app of one's own instead of agentid synth", false)
    .action((dir: string, options: InitOptions) => (require("../actions/init") as typeof Actions).init(dir, options));
}
