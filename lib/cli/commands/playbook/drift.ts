import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type DeployedWorkflow, playbookDrift } from "../../../policy";
import { UsageError } from "../../expected-error";

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
    .option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json", "cdktf.out")
    .action((files: string[], { stack }: { stack: string }) => {
      const found = playbookDrift(stack, files.flatMap(deployedIn));
      for (const { playbook, kind, message } of found) console.log(`${playbook} ${kind}: ${message}`);
      if (found.length > 0) process.exitCode = 1;
      else console.log("every playbook is as its source says");
    });
}

function deployedIn(file: string): DeployedWorkflow[] {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
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
