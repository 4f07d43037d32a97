import {
  type Finding,
  formatFinding,
  lintWorkflow,
  loadWorkflows,
  WorkflowError,
} from "@sentinel-agent-identities/logic-apps";
import { readText } from "../../../content";

/** Prints what is wrong with workflows. */
export function check(files: readonly string[], { strict }: { readonly strict?: boolean }): void {
  const findings = files.flatMap(findingsOf);
  for (const finding of findings) console.log(formatFinding(finding));
  if (findings.some(({ severity }) => strict || severity === "error")) process.exitCode = 1;
}

function findingsOf(file: string): readonly Finding[] {
  const text = readText(file);
  try {
    return loadWorkflows(text, file).flatMap(lintWorkflow);
  } catch (error) {
    if (error instanceof WorkflowError) return error.findings;
    throw error;
  }
}
