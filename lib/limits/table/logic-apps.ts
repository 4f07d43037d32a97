import type { Limit } from "../limit";

const logicApps = { source: "logicApps", certainty: "documented" } as const;

/** Logic Apps on the Consumption plan. */
export const logicAppLimits = {
  "workflow/actions": { what: "actions of a workflow", value: 500, unit: "actions", ...logicApps, here: "playbooks" },
  "workflow/nesting": {
    what: "levels that actions are nested in",
    value: 8,
    unit: "levels",
    ...logicApps,
    here: "conditions within loops within scopes of playbooks",
  },
  "workflow/triggers": {
    what: "triggers of a workflow",
    value: 10,
    unit: "triggers",
    ...logicApps,
    here: "playbooks have one",
  },
  "workflow/name-length": {
    what: "the name of an action, a trigger or a parameter",
    value: 80,
    unit: "characters",
    ...logicApps,
    here: "actions of playbooks",
  },
  "workflow/variables": {
    what: "variables of a workflow",
    value: 250,
    unit: "variables",
    ...logicApps,
    here: "playbooks",
  },
  "workflow/parameters": {
    what: "parameters of a workflow",
    value: 50,
    unit: "parameters",
    ...logicApps,
    here: "playbooks",
  },
  "workflow/outputs": {
    what: "outputs of a workflow",
    value: 10,
    unit: "outputs",
    ...logicApps,
    here: "playbooks have none",
  },
  "workflow/expression-length": {
    what: "one expression",
    value: 8192,
    unit: "characters",
    ...logicApps,
    here: "conditions and bodies of playbooks",
  },
  "workflow/description-length": {
    what: "the description of an action or a trigger",
    value: 256,
    unit: "characters",
    ...logicApps,
    here: "actions of playbooks",
  },
  "workflow/switch-cases": { what: "cases of a switch", value: 25, unit: "cases", ...logicApps, here: "playbooks" },
  "workflow/until-rounds": {
    what: "rounds of an Until loop",
    value: 5000,
    unit: "rounds",
    ...logicApps,
    here: "playbooks that wait for an approval",
  },
  "workflow/retries": {
    what: "retries of an action",
    value: 90,
    unit: "retries",
    ...logicApps,
    here: "`retryPolicy.count`",
  },
  "workflow/retry-interval": {
    what: "time between two tries of an action",
    value: "5 seconds to 1 day",
    ...logicApps,
    here: "`retryPolicy.interval`, `minimumInterval` and `maximumInterval`",
  },
  "workflow/concurrency": {
    what: "rounds of a For each, or runs of a trigger, at the same time",
    value: "1 to 50",
    unit: "at once",
    ...logicApps,
    here: "`runtimeConfiguration.concurrency.repetitions` and `runs`",
  },
} as const satisfies Readonly<Record<string, Limit>>;
