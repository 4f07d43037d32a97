import { Command } from "commander";
import { lineageRecordCommand } from "./record";
import { lineageVerifyCommand } from "./verify";

/** `agentid lineage`: where an agent's code comes from. */
export function lineageCommand(): Command {
  const command = new Command("lineage").description("verify where an agent's code comes from, offline");
  for (const sub of [lineageVerifyCommand, lineageRecordCommand]) command.addCommand(sub());
  return command;
}
