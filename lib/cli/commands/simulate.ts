import { Command, Option } from "commander";
import { simulate } from "../../emulator";
import { UsageError } from "../expected-error";
import { simulationJson } from "../report/simulation-json";
import { simulationText } from "../report/simulation-text";
import { instant } from "./instant";
import { readDirectory, readPeople, readWorkloads } from "./response-files";

interface Options {
  readonly stack: string;
  readonly input: string;
  readonly watchlists?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly directory?: string;
  readonly people?: string;
  readonly workloads?: string;
  readonly format: "text" | "json";
}

/** `agentid simulate`: replays telemetry through the synthesized Terraform. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description(
      "replay telemetry through synthesized Terraform and show alerts, incidents and the playbooks they start; with --directory the playbooks run, against fake services on this machine",
    )
    .option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json", "cdktf.out")
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
      "comments of analysts on incidents: [{after, incident?, authorObjectId, message, quote?}]",
    )
    .option("--workloads <file>", "what agents run in: [{id, state?, runs?}]")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action(async (options: Options) => {
      const { directory, people, workloads, ...rest } = options;
      if (!directory && (people ?? workloads))
        throw new UsageError("--people and --workloads are for playbooks that run: pass --directory too");
      const simulation = await simulate({
        ...rest,
        ...(directory ? { directory: readDirectory(directory) } : {}),
        ...(people ? { people: readPeople(people) } : {}),
        ...(workloads ? { workloads: readWorkloads(workloads) } : {}),
      });
      console.log(
        options.format === "json" ? JSON.stringify(simulationJson(simulation), null, 2) : simulationText(simulation),
      );
      for (const row of simulation.rejected)
        console.error(`${row.place} not ingested into ${row.target}: ${row.message}`);
      if (simulation.rejected.length > 0) process.exitCode = 1;
    });
}
