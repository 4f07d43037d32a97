import { Command, CommanderError } from "commander";
import { packageVersion } from "../package";
import { backtestCommand } from "./commands/backtest";
import { checkCommand } from "./commands/check";
import { collectCommand } from "./commands/collect";
import { costCommand } from "./commands/cost";
import { driftCommand } from "./commands/drift";
import { emulateCommand } from "./commands/emulate";
import { explainCommand } from "./commands/explain";
import { fleetCommand } from "./commands/fleet";
import { importCommand } from "./commands/import";
import { initCommand } from "./commands/init";
import { kqlCommand } from "./commands/kql";
import { adoptCommand, doctorCommand, handoverCommand, offboardCommand } from "./commands/lifecycle";
import { lineageCommand } from "./commands/lineage";
import { lockCommand } from "./commands/lock";
import { newCommand } from "./commands/new";
import { planCommand } from "./commands/plan";
import { playbookCommand } from "./commands/playbook";
import { previewCommand } from "./commands/preview";
import { simulateCommand } from "./commands/simulate";
import { synthCommand } from "./commands/synth";
import { tenantCommand } from "./commands/tenant";
import { testCommand } from "./commands/test";
import { validateCommand } from "./commands/validate";
import { workflowCommand } from "./commands/workflow";
import { isExpected } from "./expected-error";
import { systemMessage } from "./system-error";
import { unknownIn } from "./unknown-command";

/**
 * Runs the command line. Commands load what they need when they run: help, version and wrong arguments are told at once.
 * The exit code is 0 only when the command did what it was asked.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command("agentid")
    .description("Agent Identities Asset Connector for Microsoft Sentinel")
    .version(packageVersion(), "-V, --version", "print the version")
    .showSuggestionAfterError()
    .exitOverride();
  for (const command of [
    synthCommand,
    validateCommand,
    checkCommand,
    tenantCommand,
    initCommand,
    planCommand,
    offboardCommand,
    costCommand,
    handoverCommand,
    adoptCommand,
    doctorCommand,
    testCommand,
    simulateCommand,
    backtestCommand,
    previewCommand,
    explainCommand,
    emulateCommand,
    collectCommand,
    fleetCommand,
    newCommand,
    importCommand,
    lockCommand,
    driftCommand,
    kqlCommand,
    lineageCommand,
    workflowCommand,
    playbookCommand,
  ])
    program.addCommand(command().exitOverride());
  try {
    await program.parseAsync(unknownIn(program, argv) ?? [...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    console.error(systemMessage(error) ?? (isExpected(error) ? error.message : error));
    process.exitCode = 1;
  }
}
