import { Command, Option } from "commander";
import type { ExecutionFormat, FleetShape } from "../../fleet";
import type * as Actions from "../actions/fleet";
import type { FleetCommandOptions } from "../actions/fleet";
import { instant } from "./instant";
import { wholeNumber } from "./whole-number";

/** `agentid fleet`: telemetry of agents that do not exist. */
export function fleetCommand(): Command {
  return new Command("fleet")
    .description(
      "write realistic telemetry of a synthetic fleet, with its watchlists and the truth about injected attacks",
    )
    .option("--agents <count>", "how many agents", wholeNumber, 50)
    .option("--days <count>", "how many days", wholeNumber, 14)
    .option("--seed <text>", "the same seed gives the same bytes", "1")
    .option("--start <iso>", "first instant, on a full UTC hour", instant)
    .addOption(
      new Option(
        "--shape <shape>",
        "calm: steady habits; real: what befalls real fleets, rows late or twice; rough: the same, and every team in its own way",
      )
        .choices(Object.keys(shapes))
        .default("calm"),
    )
    .option(
      "--inject <scenario...>",
      "attacks and faults to inject: on the last day of a calm fleet, over the second half of a real one; all for all",
      [],
    )
    .addOption(
      new Option("--format <format>", "how agents send their records").choices(Object.keys(formats)).default("mixed"),
    )
    .requiredOption("--out <dir>", "folder that does not exist yet")
    .addHelpText(
      "after",
      () => `\nOf a calm fleet:\n${actions().scenarioList()}\n\nOf a real fleet:\n${actions().attackList()}`,
    )
    .action((options: FleetCommandOptions) => actions().fleet(options));
}

/** Help is printed at once, and cannot wait for an import. */
const actions = () => require("../actions/fleet") as typeof Actions;

const shapes: Readonly<Record<FleetShape, true>> = { calm: true, real: true, rough: true };
const formats: Readonly<Record<ExecutionFormat, true>> = { mixed: true, otel: true, native: true };
