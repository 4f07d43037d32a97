import { Command } from "commander";
import { kqlBatchCommand } from "./batch";
import { kqlCheckCommand } from "./check";
import { kqlQueryCommand } from "./query";

/** `agentid kql`: KQL on this machine. */
export function kqlCommand(): Command {
  const command = new Command("kql").description("check and run KQL on this machine");
  for (const sub of [kqlCheckCommand, kqlQueryCommand, kqlBatchCommand]) command.addCommand(sub().exitOverride());
  return command;
}
