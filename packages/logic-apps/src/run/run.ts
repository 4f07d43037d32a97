import { VirtualClock } from "@sentinel-agent-identities/clock";
import { didYouMean } from "@sentinel-agent-identities/spelling";
import type { Workflow } from "../definition/model";
import { WorkflowError, WorkflowInputError } from "../errors";
import type { ActionFacts } from "../expression/context";
import type { Value, ValueObject } from "../values/value";
import { runBranch } from "./branch";
import { Frame } from "./frame";
import { parametersOf } from "./parameters";
import { preflight } from "./preflight";
import { SeededRandom } from "./random";
import type { ActionError, ActionRecord } from "./record";
import { TemplateFailure } from "./resolve";
import { secrecyOf } from "./secrecy";
import { type HttpCall, Session } from "./session";
import { Terminated } from "./terminated";
import type { HttpTransport } from "./transport";

/** What a run starts from. */
export interface RunOptions {
  /** what the trigger brings: `body`, `headers`, …; `name` is needed where the workflow has several triggers */
  readonly trigger: { readonly name?: string; readonly outputs: ValueObject };
  readonly transport: HttpTransport;
  /** values of the workflow's parameters, before those that its resource gives */
  readonly parameters?: ValueObject;
  /** moves on as the run waits; default: starts at `2026-01-01T00:00:00Z` */
  readonly clock?: VirtualClock;
  /** of GUIDs, random numbers and the run's id; default: the workflow's name */
  readonly seed?: string;
  /** the workflow's own resource id, for `workflow()` */
  readonly id?: string;
  readonly location?: string;
}

/** A finished run. */
export interface WorkflowRun {
  readonly workflow: string;
  readonly trigger: string;
  /** Skipped: a condition of the trigger did not hold */
  readonly status: "Succeeded" | "Failed" | "Cancelled" | "Skipped";
  readonly error?: ActionError;
  readonly startTime: string;
  readonly endTime: string;
  /** every execution of an action, in the order they began; secure inputs and outputs are masked */
  readonly actions: readonly ActionRecord[];
  /** every request, in order; those of secure actions are masked */
  readonly calls: readonly HttpCall[];
  /** what the caller of a Request trigger is told */
  readonly response?: Value;
  readonly outputs?: Value;
}

/**
 * Runs a workflow to its end.
 * @throws WorkflowError before anything runs, when something in the workflow does not run here
 * @throws WorkflowInputError when trigger, parameters or answers do not fit the workflow
 */
export async function runWorkflow(workflow: Workflow, options: RunOptions): Promise<WorkflowRun> {
  const refused = preflight(workflow, options.transport);
  if (refused.length > 0) throw new WorkflowError(refused);
  const triggerName = chooseTrigger(workflow, options.trigger.name);
  const clock = options.clock ?? new VirtualClock(new Date("2026-01-01T00:00:00Z"));
  const startTime = clock.now().toISOString();
  const random = new SeededRandom(options.seed ?? workflow.name);
  const parameters = parametersOf(workflow, options.parameters ?? {});
  const trigger: ActionFacts = {
    name: triggerName,
    status: "Succeeded",
    inputs: null,
    outputs: options.trigger.outputs,
    startTime,
    endTime: startTime,
  };
  const self = selfOf(workflow, options, random.guid());
  const session = new Session(workflow, clock, options.transport, random, { parameters, trigger, self });
  const end = await settle(session, triggerName);
  const secrecy = secrecyOf(workflow.definition);
  return {
    workflow: workflow.name,
    trigger: triggerName,
    ...end,
    startTime,
    endTime: session.time,
    actions: session.records.map((record) => secrecy.record(record)),
    calls: session.calls.map((call) => secrecy.call(call)),
    ...(session.response ? { response: session.response } : {}),
  };
}

async function settle(
  session: Session,
  triggerName: string,
): Promise<Pick<WorkflowRun, "status" | "error" | "outputs">> {
  const frame = new Frame();
  const { definition } = session;
  try {
    for (const [i, { expression }] of (definition.triggers[triggerName]!.conditions ?? []).entries()) {
      const holds = session.resolve(expression, ["triggers", triggerName, "conditions", i, "expression"], frame);
      if (holds !== true) return { status: "Skipped" };
    }
    const { status, error } = await runBranch(session, definition.actions, ["actions"], frame);
    if (status !== "Succeeded") return { status: "Failed", ...(error ? { error } : {}) };
    return { status, outputs: session.resolve(definition.outputs ?? {}, ["outputs"], frame) };
  } catch (error) {
    if (error instanceof Terminated) return { status: error.status, ...(error.reason ? { error: error.reason } : {}) };
    if (error instanceof TemplateFailure)
      return { status: "Failed", error: { code: "InvalidTemplate", message: error.message } };
    throw error;
  }
}

function chooseTrigger({ definition, name }: Workflow, given: string | undefined): string {
  const known = Object.keys(definition.triggers);
  if (given !== undefined && known.includes(given)) return given;
  if (given !== undefined)
    throw new WorkflowInputError(
      name,
      `has no trigger "${given}"`,
      didYouMean(given, known) ?? `use ${known.join(", ")}`,
    );
  if (known.length === 1) return known[0]!;
  throw new WorkflowInputError(name, `has ${known.length} triggers`, `say which one fires: ${known.join(", ")}`);
}

function selfOf({ name }: Workflow, { id, location }: RunOptions, runId: string): ValueObject {
  const own = id ?? `/workflows/${name}`;
  return {
    id: own,
    name: id?.split("/").at(-1) ?? name,
    type: "Microsoft.Logic/workflows",
    location: location ?? "local",
    tags: {},
    run: { id: `${own}/runs/${runId}`, name: runId, type: "Microsoft.Logic/workflows/runs" },
  };
}
