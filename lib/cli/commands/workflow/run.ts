import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { VirtualClock } from "../../../clock";
import { loadWorkflows, runWorkflow, StubTransport, toJson, type Value, type Workflow } from "../../../workflow";
import { UsageError } from "../../expected-error";
import { workflowRunText } from "../../report/workflow-text";
import { instant } from "../instant";
import { readInput, readObject } from "./input-file";

interface Options {
  readonly trigger: string;
  readonly http: string;
  readonly parameters?: string;
  readonly workflow?: string;
  readonly event?: string;
  readonly now?: Date;
  readonly format: "text" | "json";
}

/** `agentid workflow run`: runs one workflow against answers from a file. */
export function workflowRunCommand(): Command {
  return new Command("run")
    .description("run a workflow against answers from a file; exit code 0 when it succeeded")
    .argument("<file>", "a definition, a workflow resource or a deployment template")
    .requiredOption("--trigger <file>", 'JSON: what the trigger brings, as {"body": …, "headers": …}')
    .requiredOption(
      "--http <file>",
      'JSON: {"answers": [{method, url, status, headers, body, times, failure, callback}]}',
    )
    .option("--parameters <file>", 'JSON: values of the workflow\'s parameters, as {"Name": value}')
    .option("--workflow <name>", "which workflow of a template with several")
    .option("--event <trigger>", "which trigger fires, of a workflow with several")
    .option("--now <iso>", "when the run starts; default 2026-01-01T00:00:00Z", instant)
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action(async (file: string, options: Options) => {
      const run = await runWorkflow(choose(file, options.workflow), {
        trigger: { ...(options.event ? { name: options.event } : {}), outputs: readObject(options.trigger) },
        transport: new StubTransport(readInput(options.http), options.http),
        ...(options.parameters ? { parameters: readObject(options.parameters) } : {}),
        ...(options.now ? { clock: new VirtualClock(options.now) } : {}),
      });
      console.log(options.format === "json" ? toJson(run as unknown as Value, 2) : workflowRunText(run));
      if (run.status === "Failed" || run.status === "Cancelled") process.exitCode = 1;
    });
}

function choose(file: string, name: string | undefined): Workflow {
  const workflows = loadWorkflows(readFileSync(file, "utf8"), file);
  const found = name === undefined ? workflows : workflows.filter((one) => one.name === name);
  if (found.length === 1) return found[0]!;
  const names = workflows.map((one) => one.name).join(", ");
  if (name !== undefined) throw new UsageError(`${file} holds no workflow "${name}"; it holds ${names}`);
  throw new UsageError(`${file} holds ${found.length} workflows; choose one with --workflow: ${names}`);
}
