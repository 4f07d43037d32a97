import { VirtualClock } from "@sentinel-agent-identities/clock";
import {
  loadWorkflows,
  runWorkflow,
  StubTransport,
  toJson,
  type Value,
  type Workflow,
} from "@sentinel-agent-identities/logic-apps";
import { readText } from "../../../content";
import { workflowRunText } from "../../report/workflow-text";
import { UsageError } from "../../usage-error";
import { readInput, readObject } from "./input-file";

export interface RunCommandOptions {
  readonly trigger: string;
  readonly http: string;
  readonly parameters?: string;
  readonly workflow?: string;
  readonly event?: string;
  readonly now?: Date;
  readonly format: "text" | "json";
}

/** Runs a workflow, and prints what it did. */
export async function run(file: string, options: RunCommandOptions): Promise<void> {
  const made = await runWorkflow(choose(file, options.workflow), {
    trigger: { ...(options.event ? { name: options.event } : {}), outputs: readObject(options.trigger) },
    transport: new StubTransport(readInput(options.http), options.http),
    ...(options.parameters ? { parameters: readObject(options.parameters) } : {}),
    ...(options.now ? { clock: new VirtualClock(options.now) } : {}),
  });
  console.log(options.format === "json" ? toJson(made as unknown as Value, 2) : workflowRunText(made));
  if (made.status === "Failed" || made.status === "Cancelled") process.exitCode = 1;
}

function choose(file: string, name: string | undefined): Workflow {
  const workflows = loadWorkflows(readText(file), file);
  const found = name === undefined ? workflows : workflows.filter((one) => one.name === name);
  if (found.length === 1) return found[0]!;
  const names = workflows.map((one) => one.name).join(", ");
  if (name !== undefined) throw new UsageError(`${file} holds no workflow "${name}"; it holds ${names}`);
  throw new UsageError(`${file} holds ${found.length} workflows; choose one with --workflow: ${names}`);
}
