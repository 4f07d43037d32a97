import { Command, Option } from "commander";
import type * as Actions from "../actions/backtest";
import type { BacktestCommandOptions } from "../actions/backtest-options";
import type * as Workspace from "../actions/backtest-workspace";
import { contentOption, ownOption, rulesOption } from "./content-option";
import { withHistoryOptions } from "./history-options";
import { seconds } from "./seconds";

/** `agentid backtest`: what rules would have done to the past. */
export function backtestCommand(): Command {
  return withHistoryOptions(
    new Command("backtest")
      .description("replay history through the rules, and show what they would have told; with --truth also how well")
      .option(
        "--input <dir>",
        "folder of a fleet, or of exports named after their tables: NDJSON, Parquet, JSON arrays, answers of the query API, az output, the portal's CSV",
      )
      .option(
        "--workspace <id>",
        "instead of a history: ask the workspace of this id through the Logs query API; nothing is written to it",
      )
      .option("--endpoint <url>", "of the query API, with --workspace", "https://api.loganalytics.io")
      .option("--output <file>", "where the result goes, with --workspace; progress is kept beside it")
      .option("--yes", "ask however many queries it takes", false)
      .option("--truth <file>", "attacks in it: [{scenario, agentId, from, to, detections?, strength?}]")
      .option("--stack <dir>", "synthesized Terraform of a tenant, instead of the content")
      .addOption(contentOption())
      .addOption(ownOption())
      .addOption(rulesOption())
      .option("--rule <id...>", "only these rules, by catalogue id, or by what people call them", []),
  )
    .addOption(
      new Option("--portal <portal>", "where analysts work").choices(["defender", "azure"]).default("defender"),
    )
    .option(
      "--state <dir>",
      "keep rows and results in this folder instead of memory: the same command goes on there after it was ended",
    )
    .option("--sweep <id>", "what other values of a rule's thresholds would have given, such as AIC-044")
    .option("--against <rev>", "what the rules of a git revision would have told instead")
    .option("--timeout <seconds>", "time that one query may take, for all its runs in a statement", seconds)
    .option("--report <file>", "write the story as a page to look at: HTML that needs nothing from elsewhere")
    .option("--no-cache", "compile every query anew")
    .addOption(new Option("--format <format>", "output").choices(["text", "json", "html"]).default("text"))
    .action((options: BacktestCommandOptions) =>
      options.workspace === undefined
        ? (require("../actions/backtest") as typeof Actions).backtest(options)
        : (require("../actions/backtest-workspace") as typeof Workspace).inWorkspace(options),
    );
}
