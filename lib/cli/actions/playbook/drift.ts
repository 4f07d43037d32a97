import { type DeployedWorkflow, playbookDrift, readToolJson } from "../../../policy";
import { UsageError } from "../../usage-error";

/** Prints how deployed playbooks differ from their source. */
export function drift(files: readonly string[], { stack }: { readonly stack: string }): void {
  const found = playbookDrift(stack, files.flatMap(deployedIn));
  for (const { playbook, kind, message } of found) console.log(`${playbook} ${kind}: ${message}`);
  if (found.length > 0) process.exitCode = 1;
  else console.log("every playbook is as its source says");
}

function deployedIn(file: string): DeployedWorkflow[] {
  const data = readToolJson(file);
  const given = (data as { value?: unknown } | null)?.value ?? data;
  return [given].flat().map((one, i) => {
    const workflow = one as Partial<DeployedWorkflow> | null;
    if (typeof workflow?.name === "string" && typeof workflow.properties?.definition === "object")
      return workflow as DeployedWorkflow;
    throw new UsageError(
      `${file} holds something (number ${i + 1}) that is no workflow with name and properties.definition; write what "az rest --method get --url <workflow id>?api-version=2019-05-01" prints`,
    );
  });
}
