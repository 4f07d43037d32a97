import { Argument, Command, Option } from "commander";
import type { Kind } from "../../scaffold";
import type * as Actions from "../actions/new";
import type { NewOptions } from "../actions/new";
import { contentOption, ownOption } from "./content-option";

/** `agentid new`: begins a rule, a hunting query, a playbook, a function, a table or a check. */
export function newCommand(): Command {
  return new Command("new")
    .description(
      "begin a rule, a hunting query, a playbook, a function, a table or a check of Terraform: every file that it needs, valid, with a test that fails until it is filled in",
    )
    .addArgument(
      new Argument("<kind>", "what to begin").choices(["rule", "hunting", "playbook", "function", "table", "check"]),
    )
    .argument(
      "<name>",
      "reads-at-night for a rule, hunting query, playbook or check, AgentTools for a function or table",
    )
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--title <text>", "what people read; from the name when left out")
    .addOption(
      new Option("--family <family>", "of a rule: the folder of detections/ that it goes to").choices([
        "behaviour",
        "credentials",
        "data",
        "egress",
        "lineage",
        "privilege",
        "sign-ins",
        "signing",
      ]),
    )
    .option("--id <id>", "of a rule, such as AIC-081; the next free one when left out")
    .action((kind: Kind, name: string, options: NewOptions) =>
      (require("../actions/new") as typeof Actions).begin(kind, name, options),
    );
}
