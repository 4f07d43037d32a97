import { Command, Option } from "commander";
import type * as Actions from "../actions/collect";
import type { CollectOptions } from "../actions/collect";
import { jobNames } from "../collect/job-names";
import { instant } from "./instant";
import { stackOption } from "./stack-option";

/** `agentid collect --once`: the collector's jobs on this machine. */
export function collectCommand(): Command {
  return new Command("collect")
    .description("run the collector's jobs once against synthesized Terraform, an emulated workspace and a fake Graph")
    .requiredOption("--once", "run each job once; the only way there is on this machine")
    .addOption(stackOption())
    .addOption(new Option("--job <name>", "what to run").choices([...jobNames, "all"]).default("all"))
    .option("--state <dir>", "where jobs keep what they know", ".collector")
    .option("--input <dir>", "folder of telemetry that is in the workspace already")
    .option("--directory <path>", "assets: directory.json, or the folder of a fleet")
    .option("--agents <file>", "assets: agents outside Entra, CSV, YAML or JSON")
    .option("--keys <file>", "signatures, assets: key registry")
    .option("--policy <file>", "lineage: policy")
    .option("--trusted-root <file>", "lineage: trusted root")
    .option("--bundles <dir>", "lineage: bundles, sha256-<digits>.json")
    .option("--now <iso>", "the present; default: ten minutes after the newest telemetry", instant)
    .action((options: CollectOptions) => (require("../actions/collect") as typeof Actions).collect(options));
}
