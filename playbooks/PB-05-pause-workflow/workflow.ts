import { after, compose, failed, forEach, scope, whatever, when } from "../parts/action";
import { agentItem } from "../parts/agent";
import { choose, html, httpStatus, literal, succeeded, text, wentWrong } from "../parts/expression";
import { rollbackRow } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { type Case, concat, judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { type ActingPlaybook, actingPlaybook, alertPlaybook } from "../parts/playbook";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";
import {
  actionOf,
  byKind,
  cancelRuns,
  isResourceId,
  kindOf,
  kinds,
  partsOf,
  readWorkload,
  startWorkload,
  stopWorkload,
  workloads,
} from "../parts/workloads";

const workload = "items('For_each_workload')";
const split = "outputs('Id_parts')";
const kind = "outputs('Kind')";
const scopeOf = `toLower(concat('/subscriptions/', ${split}?[2], '/resourceGroups/', ${split}?[4]))`;
const planned = {
  subscription: entry("subscription"),
  group: entry("group"),
  name: entry("resourceName"),
};
/** The first of the kinds' actions that has something to say. */
const anyOf = (read: (action: string) => string, verb: string) =>
  `coalesce(${kinds.map((one) => read(actionOf(verb, one))).join(", ")})`;
const startable = kinds.filter((one) => "start" in workloads[one]);
/** `runs`, `rests`, or the status of an answer that does not say. */
const stateBy = (of: string, verb: string) =>
  choose(
    kinds.map((one) => [
      `equals(${of}, '${one}')`,
      `if(equals(${httpStatus(actionOf(verb, one))}, 200), ${choose(
        [[(workloads[one].runs as (body: string) => string)(`body('${actionOf(verb, one)}')`), literal("runs")]],
        literal("rests"),
      )}, string(coalesce(${httpStatus(actionOf(verb, one))}, 'none')))`,
    ]),
    literal(""),
  );
const stateCases = (name: string): Case[] => [
  [`equals(outputs('${name}'), 'rests')`, "Done", "The workload is paused already, or nothing of it runs."],
  [`equals(outputs('${name}'), '404')`, "Skip", "The workload is gone."],
  [
    `not(equals(outputs('${name}'), 'runs'))`,
    "Failed",
    concat("'The state could not be read (HTTP status '", `outputs('${name}')`, "'): nothing was changed.'"),
  ],
];
const paused =
  "It takes no new work. A Container Apps job only has its executions stopped: its schedule or event starts new ones. The agent's identity stays as it is; freeze it with PB-01 if it may act from elsewhere.";

/**
 * Pauses the workloads that the agents of an incident run in, by the type of resource.
 * @see https://learn.microsoft.com/rest/api/logic/workflow-runs/cancel
 */
const steps: ActingPlaybook = {
  parameters: { WorkflowScopes: { type: "Array", defaultValue: [] } },
  subjects: agentSubjects,
  subjectKind: "agent identity",
  plan: {
    ...askAboutSubject({
      subject,
      action: "PauseWorkflow",
      more: {
        prologue: `let Registered = toscalar(AgentInventory(14d) | where tolower(AgentId) == "${text(subject)}" | mv-expand Workflow = WorkflowResourceIds to typeof(string) | summarize make_set(tolower(Workflow))); `,
        column: `Workflows = pack("named", WorkflowResourceIds, "registered", coalesce(Registered, dynamic([])))`,
      },
    }),
    Workloads: compose(
      `@json(if(equals(${verdict("decision")}, 'Failed'), '{"named":[""]}', string(${verdict("more")})))`,
    ),
    Is_no_workload_known: when("empty(outputs('Workloads')?['named'])", {
      Add_nothing: plan({
        decision: "Skip",
        why: "The workspace knows no workload of this agent, neither from the inventory nor from what it did.",
        name: text(verdict("name")),
        agentId: text(subject),
        blueprintId: text(verdict("blueprintId")),
      }),
    }),
    For_each_workload: forEach("outputs('Workloads')?['named']", {
      Id_parts: compose(`@split(${workload}, '/')`),
      Kind: compose(`@if(${isResourceId(split)}, ${kindOf(split)}, '')`),
      Is_in_scope: compose(
        `@contains(json(toLower(string(parameters('WorkflowScopes')))), if(empty(${kind}), '', ${scopeOf}))`,
      ),
      Is_to_be_read: when("outputs('Is_in_scope')", {
        Read_by_kind: byKind(kind, (one) => ({ [actionOf("Read", one)]: readWorkload(one, partsOf(split)) })),
      }),
      State: whatever("Is_to_be_read", compose(`@${stateBy(kind, "Read")}`)),
      Add_to_plan: plan({
        ...judge([
          [
            `empty(${kind})`,
            "Skip",
            concat(
              "'MANUAL TASK: nothing here pauses a resource of this type. Stop it by hand where it runs: '",
              `take(${workload}, 300)`,
            ),
          ],
          [
            "not(outputs('Is_in_scope'))",
            "Skip",
            "MANUAL TASK: the resource group is none of the tenant's response.workflowScopes. Pause the workload by hand, or add its group.",
          ],
          ...stateCases("State"),
          [
            `and(equals(${verdict("decision")}, 'Act'), not(contains(outputs('Workloads')?['registered'], toLower(${workload}))))`,
            "Ask",
            "Only the agent's own telemetry names this workload, which it may have made up: a person has to approve.",
          ],
        ]),
        name: text(verdict("name")),
        agentId: text(subject),
        blueprintId: text(verdict("blueprintId")),
        workflowResourceId: text(workload),
        ...claimOn("PauseWorkflow", workload),
        kind: text(kind),
        subscription: text(`coalesce(${split}?[2], '')`),
        group: text(`coalesce(${split}?[4], '')`),
        resourceName: text(`coalesce(${split}?[8], '')`),
        previous: { state: "Running", kind: text(kind) },
      }),
    }),
  },
  approval: {
    what: "These workloads would be paused:",
    entry: `${text("item()?['kind']")} <b>${text(html("item()?['workflowResourceId']"))}</b> of ${agentItem()}`,
    effect: `${paused} Whatever else runs in the same workload stops too.`,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident, or start the workload in Azure.",
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "PauseWorkflow" }),
    read: {
      Read_again_by_kind: byKind(entry("kind"), (one) => ({
        [actionOf("Read_again", one)]: readWorkload(one, planned),
      })),
      Workload_state_again: whatever("Read_again_by_kind", compose(`@${stateBy(entry("kind"), "Read_again")}`)),
    },
    cases: stateCases("Workload_state_again"),
  },
  actionType: "PauseWorkflow",
  act: {
    Pause: scope({ Stop_by_kind: byKind(entry("kind"), (one) => stopWorkload(one, planned)) }),
    Is_to_be_restored: after(
      { Pause: failed },
      when(`equals(${anyOf((action) => `if(${succeeded(action)}, 'taken', null)`, "Stop")}, 'taken')`, {
        Start_by_kind: byKind(entry("kind"), (one) => startWorkload(one, planned)),
      }),
    ),
    Is_logic_app: after(
      { Pause: ["Succeeded"] },
      when(`equals(${entry("kind")}, 'Logic App')`, {
        Cancel_runs: scope(cancelRuns(planned, "items('For_each_run')", "For_each_run")),
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Pause"),
    httpStatus: anyOf(httpStatus, "Stop"),
    requestId: anyOf((action) => `outputs('${action}')?['headers']?['x-ms-request-id']`, "Stop"),
    newState: { state: "Paused", kind: text(entry("kind")) },
    detail: text(
      `if(${wentWrong("Cancel_runs")}, '<p><b>Runs that had begun could not all be cancelled</b>: cancel them by hand in Azure. The pause stands.</p>', '')`,
    ),
  },
  extraRows: startable.map((one) =>
    rollbackRow(actionOf("Start", one), "ResumeWorkflow", { state: "Paused", kind: one }),
  ),
  alsoFailed: wentWrong("Cancel_runs"),
  words: {
    target: `${text(entry("kind"))} <b>${text(html(entry("workflowResourceId")))}</b> of agent <b>${text(html(entry("name"), 120))}</b> (${text(html(entry("agentId")))})`,
    done: "Paused",
    would: "would have been paused",
    effect: paused,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident, or start the workload in Azure.",
    failure:
      "The workload may still run. A change that was taken and did not show was rolled back. Look at it in Azure and stop it by hand if it must stop.",
  },
  tag: "workflow-paused",
};

export const workflow = actingPlaybook(steps);
export const alert = alertPlaybook(steps);
