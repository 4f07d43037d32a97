import { Command } from "commander";
import type * as Actions from "../actions/import";
import type { ImportOptions } from "../actions/import";
import { contentOption, ownOption } from "./content-option";

/** `agentid import`: other people's rules as content of one's own. */
export function importCommand(): Command {
  return new Command("import")
    .description(
      "bring analytics rules into detections/ here, with tests to fill in: files of the Azure-Sentinel repository, the portal's export, ARM templates, answers of the API",
    )
    .argument("<path>", "a file, or a folder with some")
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--family <name>", "the folder of detections/ that they go to", "imported")
    .option("--dry-run", "say what would be written, and write nothing", false)
    .option("--skip-refused", "write the rules that can be, where others are refused", false)
    .action((path: string, options: ImportOptions) =>
      (require("../actions/import") as typeof Actions).importRules(path, options),
    );
}
