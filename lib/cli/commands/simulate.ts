import { Command, Option } from "commander";
import { simulate } from "../../emulator";
import { simulationJson } from "../report/simulation-json";
import { simulationText } from "../report/simulation-text";
import { instant } from "./instant";

interface Options {
  readonly stack: string;
  readonly input: string;
  readonly watchlists?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly format: "text" | "json";
}

/** `agentid simulate`: replays telemetry through the synthesized Terraform. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description(
      "replay telemetry through synthesized Terraform and show alerts, incidents and the playbooks they would start",
    )
    .option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json", "cdktf.out")
    .requiredOption(
      "--input <dir>",
      "folder of telemetry: <StreamOrTable>.ndjson[.gz]|.csv|.parquet, and OTLP/JSON traces in otlp/",
    )
    .option("--watchlists <dir>", "watchlist items as <Alias>.csv, instead of those in the Terraform")
    .option("--from <iso>", "start of the simulated time", instant)
    .option("--to <iso>", "end of the simulated time", instant)
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action(async (options: Options) => {
      const simulation = await simulate(options);
      console.log(
        options.format === "json" ? JSON.stringify(simulationJson(simulation), null, 2) : simulationText(simulation),
      );
      for (const row of simulation.rejected)
        console.error(`${row.place} not ingested into ${row.target}: ${row.message}`);
      if (simulation.rejected.length > 0) process.exitCode = 1;
    });
}
