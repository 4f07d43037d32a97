import { Command } from "commander";
import type * as Actions from "../../actions/playbook/drift";
import { stackOption } from "../stack-option";

/** `agentid playbook drift`: whether what is deployed is what the source says. */
export function playbookDriftCommand(): Command {
  return new Command("drift")
    .description(
      "compare deployed playbooks with the synthesized Terraform; one line per difference, exit code 1 when there is any",
    )
    .argument(
      "<files...>",
      "JSON of the deployed workflows, from `az rest --method get`: one, a list, or {value: [...]}",
    )
    .addOption(stackOption())
    .action((files: string[], options: { stack: string }) =>
      (require("../../actions/playbook/drift") as typeof Actions).drift(files, options),
    );
}
