import { type Command, Option } from "commander";
import { wholeNumber } from "./whole-number";

/** Where volumes and prices are from. */
export interface VolumeOptions {
  readonly usage?: string;
  readonly agents?: number;
  readonly prices?: string;
  readonly longTerm?: "lake";
}

/** A command with the options that say what comes in, and what it costs. */
export const withVolumeOptions = (command: Command): Command =>
  command
    .option("--usage <file>", "what comes in by table and day: rows of Usage, as az or the query API answers")
    .option("--agents <count>", "instead: what so many agents bring in, as docs/scale.md measured", wholeNumber)
    .option(
      "--prices <file>",
      "an answer of the Azure Retail Prices API for the tenant's region; volumes only when left out",
    )
    .addOption(
      new Option(
        "--long-term <kind>",
        "how what is kept beyond a table's plan is billed, where Sentinel's data lake is on; not priced when left out",
      ).choices(["lake"]),
    );
