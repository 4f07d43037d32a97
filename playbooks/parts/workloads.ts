import { type Action, type Actions, forEach, switchOn, whatever } from "./action";
import { untilSeen } from "./each-entry";
import { choose, isGuid, literal, segment, text } from "./expression";
import { arm } from "./services";

/** A kind of workload that can be paused: how it is called, asked, stopped and started. */
interface Workload {
  /** resource type in lower case */
  readonly type: string;
  readonly resource: string;
  readonly version: string;
  /** what is read to know whether it runs, after the id */
  readonly read?: string;
  readonly stop: "disable" | "stop";
  readonly start?: "enable" | "start";
  /** about the answer: whether it runs, and whether it does not */
  readonly runs: (body: string) => string;
  readonly stopped: (body: string) => string;
}

const property = (name: string, value: string) => (body: string) =>
  `equals(${body}?['properties']?['${name}'], '${value}')`;
/** Executions of a job that run; text is searched, for the language has no filter inside an expression. */
const hasRunning = (body: string) => `contains(string(${body}?['value']), '"status":"Running"')`;

/**
 * What can be paused, by kind.
 * @see https://learn.microsoft.com/rest/api/logic/workflows/disable
 * @see https://learn.microsoft.com/rest/api/containerapps/container-apps/stop
 * @see https://learn.microsoft.com/rest/api/containerapps/jobs/stop-multiple-executions
 * @see https://learn.microsoft.com/rest/api/appservice/web-apps/stop
 */
export const workloads = {
  "Logic App": {
    type: "microsoft.logic/workflows",
    resource: "Microsoft.Logic/workflows",
    version: "2019-05-01",
    stop: "disable",
    start: "enable",
    runs: property("state", "Enabled"),
    stopped: property("state", "Disabled"),
  },
  "Container App": {
    type: "microsoft.app/containerapps",
    resource: "Microsoft.App/containerApps",
    version: "2024-03-01",
    stop: "stop",
    start: "start",
    runs: property("runningStatus", "Running"),
    stopped: property("runningStatus", "Stopped"),
  },
  "Container Apps job": {
    type: "microsoft.app/jobs",
    resource: "Microsoft.App/jobs",
    version: "2024-03-01",
    read: "/executions",
    stop: "stop",
    runs: hasRunning,
    stopped: (body) => `if(empty(coalesce(${body}, '')), false, not(${hasRunning(body)}))`,
  },
  "App Service or Function app": {
    type: "microsoft.web/sites",
    resource: "Microsoft.Web/sites",
    version: "2022-03-01",
    stop: "stop",
    start: "start",
    runs: property("state", "Running"),
    stopped: property("state", "Stopped"),
  },
} as const satisfies Readonly<Record<string, Workload>>;

export type Kind = keyof typeof workloads;
export const kinds = Object.keys(workloads) as Kind[];
const named = (kind: string): Workload => workloads[kind as Kind];
/** An action's name for a kind. */
export const actionOf = (verb: string, kind: Kind): string => `${verb}_${kind.replaceAll(" ", "_")}`;

/** Expressions for the parts of an id that were told apart, so that an address is never what somebody else wrote. */
export interface IdParts {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
}

/** The parts of the ids that an expression splits. */
export const partsOf = (split: string): IdParts => ({
  subscription: `${split}?[2]`,
  group: `${split}?[4]`,
  name: `${split}?[8]`,
});

/** Whether the parts of a split id are those of a resource directly in a resource group. */
export const isResourceId = (split: string): string =>
  `and(equals(length(${split}), 9), equals(toLower(coalesce(${split}?[1], '')), 'subscriptions'), ${isGuid(`toLower(coalesce(${split}?[2], ''))`)}, equals(toLower(coalesce(${split}?[3], '')), 'resourcegroups'), equals(toLower(coalesce(${split}?[5], '')), 'providers'), not(empty(${split}?[8])))`;

/** The kind of workload that a split id names, or an empty text. */
export const kindOf = (split: string): string => {
  const type = `toLower(concat(coalesce(${split}?[6], ''), '/', coalesce(${split}?[7], '')))`;
  return choose(
    kinds.map((kind) => [`equals(${type}, '${named(kind).type}')`, literal(kind)] as const),
    literal(""),
  );
};

/** @param query before the api-version, with `&` at its end */
function address(kind: Kind, { subscription, group, name }: IdParts, below: string, query = ""): string {
  const { resource, version } = named(kind);
  return `/subscriptions/${text(segment(subscription))}/resourceGroups/${text(segment(group))}/providers/${resource}/${text(segment(name))}${below}?${query}api-version=${version}`;
}

/** Reads whether a workload runs. */
export const readWorkload = (kind: Kind, id: IdParts): Action => arm("GET", address(kind, id, named(kind).read ?? ""));

/** Stops a workload and sees it stopped. */
export const stopWorkload = (kind: Kind, id: IdParts): Actions => ({
  [actionOf("Stop", kind)]: arm("POST", address(kind, id, `/${named(kind).stop}`)),
  [actionOf("See_stopped", kind)]: untilSeen(
    actionOf("Read_back", kind),
    readWorkload(kind, id),
    named(kind).stopped(`body('${actionOf("Read_back", kind)}')`),
  ),
});

/** Starts a workload; a job starts by its own trigger. */
export const startWorkload = (kind: Kind, id: IdParts): Actions => {
  const { start } = named(kind);
  return start ? { [actionOf("Start", kind)]: arm("POST", address(kind, id, `/${start}`)) } : {};
};

const running = "$filter=status%20eq%20'Running'&";

/** What a stopped Logic App still runs is cancelled, since disabling keeps it from new runs only. */
export const cancelRuns = (id: IdParts, run: string, runs: string): Actions => ({
  List_runs: arm("GET", address("Logic App", id, "/runs", running), { items: 250 }),
  [runs]: forEach("body('List_runs')?['value']", {
    Cancel_run: arm("POST", address("Logic App", id, `/runs/${text(segment(`${run}?['name']`))}/cancel`)),
  }),
  // A run that ended by itself in the meantime is refused, and no harm.
  See_runs_gone: whatever(
    runs,
    untilSeen(
      "List_runs_again",
      arm("GET", address("Logic App", id, "/runs", running), { items: 250 }),
      "if(contains(coalesce(body('List_runs_again'), json('{}')), 'value'), empty(body('List_runs_again')?['value']), false)",
    ),
  ),
});

/** Actions by the kind of workload that an expression names. */
export const byKind = (kind: string, actions: (kind: Kind) => Actions): Action =>
  switchOn(kind, Object.fromEntries(kinds.map((one) => [one, actions(one)])));
