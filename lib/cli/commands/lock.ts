import { Command } from "commander";
import type * as Actions from "../actions/lock";
import type { LockOptions } from "../actions/lock";
import { contentOption, ownOption } from "./content-option";

/** `agentid lock`: ids stay, and what changes gets a higher version. */
export function lockCommand(): Command {
  return new Command("lock")
    .description(
      "note the id, version and hash of every rule and hunting query; refuse changes without a higher version",
    )
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--check", "write nothing; fail when the lock file is out of date")
    .action((options: LockOptions) => (require("../actions/lock") as typeof Actions).lock(options));
}
