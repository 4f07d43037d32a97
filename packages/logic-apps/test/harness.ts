import { VirtualClock } from "@sentinel-agent-identities/clock";
import { type ActionRecord, runWorkflow, StubTransport, type ValueObject, type WorkflowRun, workflowOf } from "../src";

/** What a test varies. */
export interface Setup {
  readonly answers?: readonly object[];
  readonly trigger?: ValueObject;
  readonly definition?: object;
  readonly parameters?: ValueObject;
}

/** A definition with these actions and a Request trigger. */
export const definitionOf = (actions: object, more: object = {}) => ({
  triggers: { manual: { type: "Request", kind: "Http", inputs: {} } },
  actions,
  ...more,
});

/** Runs actions at 2026-01-01T00:00:00Z. */
export function run(
  actions: object,
  { answers = [], trigger = {}, definition, parameters }: Setup = {},
): Promise<WorkflowRun> {
  return runWorkflow(workflowOf("wf", definitionOf(actions, definition)), {
    trigger: { outputs: trigger },
    transport: new StubTransport({ answers }, "http.json"),
    clock: new VirtualClock(new Date("2026-01-01T00:00:00Z")),
    ...(parameters ? { parameters } : {}),
  });
}

/** The last execution of an action. */
export function last(run: WorkflowRun, name: string): ActionRecord {
  const found = run.actions.filter((record) => record.name === name).at(-1);
  if (!found) throw new Error(`no action ${name} in ${run.actions.map((a) => a.name).join(", ")}`);
  return found;
}

export const statusesOf = (run: WorkflowRun): Record<string, string> =>
  Object.fromEntries(run.actions.map(({ name, turns, status }) => [[...turns, name].join("/"), status]));

/** Actions that only count by their status. */
export const compose = (inputs: unknown, runAfter: object = {}) => ({ type: "Compose", inputs, runAfter });
export const fail = (runAfter: object = {}) => compose("@int('x')", runAfter);
export const following = (...names: string[]) => Object.fromEntries(names.map((name) => [name, ["Succeeded"]]));
