import { Command } from "commander";
import { playbookDriftCommand } from "./drift";

/** `agentid playbook`: the playbooks that are deployed. */
export function playbookCommand(): Command {
  return new Command("playbook")
    .description("look after deployed playbooks")
    .addCommand(playbookDriftCommand().exitOverride());
}
