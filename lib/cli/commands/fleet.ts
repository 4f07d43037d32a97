import { Command, Option } from "commander";
import { type ExecutionFormat, executionFormats, makeFleet, scenarios, writeFleet } from "../../fleet";
import { instant } from "./instant";
import { wholeNumber } from "./whole-number";

interface Options {
  readonly agents: number;
  readonly days: number;
  readonly seed: string;
  readonly start?: Date;
  readonly inject: readonly string[];
  readonly format: ExecutionFormat;
  readonly out: string;
}

/** `agentid fleet`: telemetry of agents that do not exist. */
export function fleetCommand(): Command {
  const list = scenarios.map(({ name, title }) => `  ${name.padEnd(28)}${title}`).join("\n");
  return new Command("fleet")
    .description(
      "write realistic telemetry of a synthetic fleet, with its watchlists and the truth about injected attacks",
    )
    .option("--agents <count>", "how many agents", wholeNumber, 50)
    .option("--days <count>", "how many days", wholeNumber, 14)
    .option("--seed <text>", "the same seed gives the same bytes", "1")
    .option("--start <iso>", "first instant, on a full UTC hour", instant)
    .option("--inject <scenario...>", "attacks and faults to inject on the last day", [])
    .addOption(
      new Option("--format <format>", "how agents send their records").choices(executionFormats).default("mixed"),
    )
    .requiredOption("--out <dir>", "folder that does not exist yet")
    .addHelpText("after", `\nScenarios:\n${list}`)
    .action(async (options: Options) => {
      const fleet = makeFleet(options);
      const { rows } = await writeFleet(fleet, options.out);
      for (const [target, count] of Object.entries(rows)) console.log(`${String(count).padStart(9)}  ${target}`);
      for (const { scenario, agentName, start } of fleet.truth) console.log(`${scenario}: ${agentName} at ${start}`);
    });
}
