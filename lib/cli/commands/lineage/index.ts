import { Command } from "commander";
import { lineageConformanceCommand } from "./conformance";
import { lineageRecordCommand } from "./record";
import { lineageSignBundleCommand } from "./sign-bundle";
import { lineageVerifyCommand } from "./verify";
import { lineageVerifyBundleCommand } from "./verify-bundle";

/** `agentid lineage`: where an agent's code comes from. */
export function lineageCommand(): Command {
  const command = new Command("lineage").description("verify where an agent's code comes from, offline");
  for (const sub of [lineageVerifyCommand, lineageRecordCommand, lineageConformanceCommand, lineageVerifyBundleCommand])
    command.addCommand(sub());
  return command.addCommand(lineageSignBundleCommand(), { hidden: true });
}
