import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type Finding, formatFinding, lintWorkflow, loadWorkflows, WorkflowError } from "../../../workflow";

/** `agentid workflow check`: what is wrong with workflows, and where. */
export function workflowCheckCommand(): Command {
  return new Command("check")
    .description("check workflow definitions; one line per finding: file:line:column severity code message (fix)")
    .argument("<files...>", "definitions, workflow resources or deployment templates")
    .option("--strict", "fail on warnings too")
    .action((files: string[], { strict }: { strict?: boolean }) => {
      const findings = files.flatMap(findingsOf);
      for (const finding of findings) console.log(formatFinding(finding));
      if (findings.some(({ severity }) => strict || severity === "error")) process.exitCode = 1;
    });
}

function findingsOf(file: string): readonly Finding[] {
  try {
    return loadWorkflows(readFileSync(file, "utf8"), file).flatMap(lintWorkflow);
  } catch (error) {
    if (error instanceof WorkflowError) return error.findings;
    throw error;
  }
}
