import { Command } from "commander";
import { workflowCheckCommand } from "./check";
import { workflowRunCommand } from "./run";

/** `agentid workflow`: Logic Apps workflows on this machine. */
export function workflowCommand(): Command {
  const command = new Command("workflow").description("check and run Logic Apps workflows on this machine");
  for (const sub of [workflowCheckCommand, workflowRunCommand]) command.addCommand(sub().exitOverride());
  return command;
}
