import { Command, Option } from "commander";
import type * as Local from "../collect/collect-locally";
import { type JobName, jobNames } from "../collect/job-names";
import { collectText } from "../report/collect-text";
import { instant } from "./instant";

interface Options extends Omit<Local.LocalOptions, "jobs"> {
  readonly once?: true;
  readonly job: JobName | "all";
}

/** `agentid collect --once`: the collector's jobs on this machine. */
export function collectCommand(): Command {
  return new Command("collect")
    .description("run the collector's jobs once against synthesized Terraform, an emulated workspace and a fake Graph")
    .requiredOption("--once", "run each job once; the only way there is on this machine")
    .option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json", "cdktf.out")
    .addOption(new Option("--job <name>", "what to run").choices([...jobNames, "all"]).default("all"))
    .option("--state <dir>", "where jobs keep what they know", ".collector")
    .option("--input <dir>", "folder of telemetry that is in the workspace already")
    .option("--directory <path>", "assets: directory.json, or the folder of a fleet")
    .option("--keys <file>", "signatures, assets: key registry")
    .option("--policy <file>", "lineage: policy")
    .option("--trusted-root <file>", "lineage: trusted root")
    .option("--bundles <dir>", "lineage: bundles, sha256-<digits>.json")
    .option("--now <iso>", "the present; default: ten minutes after the newest telemetry", instant)
    .action(async ({ job, ...options }: Options) => {
      // Loaded here: no other command should wait for Azure's client.
      const { collectLocally } = require("../collect/collect-locally") as typeof Local;
      const report = await collectLocally({ ...options, jobs: job === "all" ? jobNames : [job] });
      console.log(collectText(report));
      if (report.rejected.length > 0) process.exitCode = 1;
    });
}
