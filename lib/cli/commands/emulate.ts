import { Command } from "commander";
import type * as Actions from "../actions/emulate";
import type { EmulateOptions } from "../actions/emulate-options";
import { port } from "./port";
import { seconds } from "./seconds";

/** `agentid emulate`: Azure on this machine, for Terraform, senders and queries. */
export function emulateCommand(): Command {
  return new Command("emulate")
    .description(
      "serve Azure on this machine over HTTPS, until Ctrl+C: sign-in and Azure Resource Manager for real Terraform providers, the Logs Ingestion API and the query API of what is deployed; with --stack, both APIs of synthesized Terraform, without deploying it",
    )
    .option("--stack <dir>", "synthesized Terraform to serve as it is, instead of what is deployed")
    .option("--input <dir>", "history that the workspace of --stack has: the folder of a fleet, or exports")
    .option("--port <number>", "port on 127.0.0.1; default: any that is free", port, 0)
    .option("--state <dir>", "keep what is deployed and sent in this folder, and go on from it")
    .option("--group <id...>", "ARM ids of resource groups that are there from the start")
    .option("--strict-timing <seconds>", "new tables and role assignments take effect after so long", seconds)
    .option("--no-checks", "store what the services would refuse, too")
    .option("--directory <path>", "what Microsoft Entra holds, for playbooks to act on: JSON, or the folder of a fleet")
    .option("--governance <dir>", "the stack whose governance stack grants permissions of Microsoft Graph")
    .option("--people <file>", "what analysts do about incidents, see simulate")
    .option("--workloads <file>", "what agents run in: [{id, state?, runs?}]")
    .action((options: EmulateOptions) => (require("../actions/emulate") as typeof Actions).emulate(options));
}
