import { Command, Option } from "commander";
import type * as Actions from "../actions/simulate";
import type { SimulateCommandOptions } from "../actions/simulate";
import { instant } from "./instant";
import { seconds } from "./seconds";
import { stackOption } from "./stack-option";

/** `agentid simulate`: replays telemetry through the synthesized Terraform. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description(
      "replay telemetry through synthesized Terraform and show alerts, incidents and the playbooks they start; with --directory the playbooks run, against fake services on this machine",
    )
    .addOption(stackOption())
    .requiredOption(
      "--input <dir>",
      "folder of telemetry: <StreamOrTable>.ndjson[.gz]|.csv|.parquet, and OTLP/JSON traces in otlp/",
    )
    .option("--watchlists <dir>", "watchlist items as <Alias>.csv, instead of those in the Terraform")
    .option("--from <iso>", "start of the simulated time", instant)
    .option("--to <iso>", "end of the simulated time", instant)
    .option("--directory <path>", "what Microsoft Entra holds, for playbooks to act on: JSON, or the folder of a fleet")
    .option(
      "--people <file>",
      "what analysts do about incidents: comments [{after, incident?, authorObjectId, message, quote?}] and playbooks they start [{after, incident?, playbook}]",
    )
    .option("--workloads <file>", "what agents run in: [{id, state?, runs?}]")
    .addOption(
      new Option("--portal <portal>", "where analysts work, instead of where the Terraform says").choices([
        "defender",
        "azure",
      ]),
    )
    .option(
      "--portal-settings <file>",
      "how the Defender portal behaves: {correlation?, syncDelay?, batchWindow?, correlate?, merges?, commentAuthor?, foreignAlerts?}",
    )
    .option("--timeout <seconds>", "time that one query may take, for all its runs in a statement", seconds, 180_000)
    .option("--report <file>", "write the story as a page to look at: HTML that needs nothing from elsewhere")
    .option(
      "--verbose",
      "list rules that told nothing too, and say which could not run many times in one statement, and why",
    )
    .option("--no-cache", "compile every query anew")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((options: SimulateCommandOptions) => (require("../actions/simulate") as typeof Actions).simulate(options));
}
