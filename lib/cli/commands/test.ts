import { Command } from "commander";
import type * as Actions from "../actions/test";
import type { TestCommandOptions } from "../actions/test";
import { contentOption, ownOption, rulesOption } from "./content-option";
import { wholeNumber } from "./whole-number";

/** `agentid test`: the tests beside the rules. */
export function testCommand(): Command {
  return new Command("test")
    .description(
      "run the tests beside the detections and hunting queries, through synthesized Terraform and the emulator, and those beside playbooks",
    )
    .argument("[queries...]", "files, their paths or folders, or ids such as AIC-046 or PB-15; all when left out")
    .addOption(contentOption())
    .addOption(ownOption())
    .addOption(rulesOption())
    .option("--no-cache", "analyse every query of the content anew before the tests")
    .option("--workers <count>", "processes that share the rules; as many as pay off when left out", wholeNumber)
    .option("--mutate", "make each rule's query wrong in many small ways, and report what no test notices")
    .option("--report <file>", "write what became of each as a page to look at: HTML that needs nothing from elsewhere")
    .option("--watch", "run again whenever a file of the content changes")
    .action((names: string[], options: TestCommandOptions) =>
      (require("../actions/test") as typeof Actions).test(names, options),
    );
}
