import { armErrors } from "../errors";
import type { ArmContext, ArmReply, ArmRoute } from "../route";
import { isRunning, type WorkloadRun } from "../workloads";

const inGroup = "/subscriptions/{subscription}/resourceGroups/{group}/providers";
/** How long a container app takes to stop or to start here. */
const operationTime = 20_000;

const logicApp = {
  resource: `${inGroup}/Microsoft.Logic/workflows/{name}`,
  versions: ["2019-05-01", "2018-07-01-preview", "2016-06-01"],
} as const;
const appVersions = ["2025-07-01", "2025-01-01", "2024-10-02-preview", "2024-03-01", "2023-05-01"];
const containerApp = { resource: `${inGroup}/Microsoft.App/containerApps/{name}`, versions: appVersions } as const;
const job = { resource: `${inGroup}/Microsoft.App/jobs/{name}`, versions: appVersions } as const;
const site = {
  resource: `${inGroup}/Microsoft.Web/sites/{name}`,
  versions: ["2024-11-01", "2024-04-01", "2023-12-01", "2023-01-01", "2022-09-01", "2022-03-01"],
} as const;

/** What agents run in: https://learn.microsoft.com/rest/api/logic/workflows, …/containerapps, …/appservice/web-apps */
export const workloadRoutes: readonly ArmRoute[] = [
  {
    ...logicApp,
    method: "GET",
    action: "Microsoft.Logic/workflows/read",
    answer: (context) =>
      shown(context, "Microsoft.Logic/workflows", (state) => ({ provisioningState: "Succeeded", state })),
  },
  ...(["disable", "enable"] as const).map(
    (verb): ArmRoute => ({
      ...logicApp,
      method: "POST",
      below: verb,
      action: `Microsoft.Logic/workflows/${verb}/action`,
      answer: (context) => set(context, verb === "disable" ? "Disabled" : "Enabled"),
    }),
  ),
  {
    ...logicApp,
    method: "GET",
    below: "runs",
    action: "Microsoft.Logic/workflows/runs/read",
    query: ["$filter", "$top"],
    answer: (context) => {
      const { state, resource, request, now } = context;
      const wanted = statusOf(request.query.get("$filter"));
      const runs = state.workloads.get(resource, now).runs.filter(({ status }) => !wanted || status === wanted);
      const top = Number(request.query.get("$top") ?? runs.length);
      return { status: 200, body: { value: runs.slice(0, top).map((run) => runResource(resource, run)) } };
    },
  },
  {
    resource: `${logicApp.resource}/runs/{run}`,
    versions: logicApp.versions,
    method: "POST",
    below: "cancel",
    action: "Microsoft.Logic/workflows/runs/cancel/action",
    answer: ({ state, resource, parameters, principalId, now }) => {
      const workflow = resource.slice(0, resource.toLowerCase().lastIndexOf("/runs/"));
      const run = state.workloads.get(workflow, now).runs.find(({ name }) => name === parameters.run);
      if (!run) throw armErrors.missing(`The run '${parameters.run}' of the workflow '${parameters.name}'`);
      if (state.workloads.end(workflow, [run.name], "Cancelled", principalId, now).length === 0)
        throw armErrors.conflict(
          "Conflict",
          `The run '${run.name}' has ended already (${run.status}): it cannot be cancelled.`,
        );
      return { status: 200 };
    },
  },
  {
    ...containerApp,
    method: "GET",
    action: "Microsoft.App/containerApps/read",
    answer: containerAppShown,
  },
  ...(["stop", "start"] as const).map(
    (verb): ArmRoute => ({
      ...containerApp,
      method: "POST",
      below: verb,
      action: `Microsoft.App/containerApps/${verb}/action`,
      answer: (context) => {
        const { state, resource, principalId, now, endpoint, parameters, request } = context;
        const target = verb === "stop" ? "Stopped" : "Running";
        const operation = state.workloads.begin(resource, target, principalId, now, operationTime);
        const version = encodeURIComponent(request.query.get("api-version")!);
        const Location = `${endpoint}/subscriptions/${parameters.subscription}/providers/Microsoft.App/locations/local/containerappOperationResults/${operation}?api-version=${version}`;
        return { status: 202, headers: { Location, "Retry-After": "15" } };
      },
    }),
  ),
  {
    // Who began an operation may ask how it goes.
    resource:
      "/subscriptions/{subscription}/providers/Microsoft.App/locations/{location}/containerappOperationResults/{operation}",
    versions: appVersions,
    method: "GET",
    answer: (context) => {
      const { id, done } = context.state.workloads.operation(
        context.parameters.operation!,
        context.principalId,
        context.now,
      );
      if (done) return containerAppShown({ ...context, resource: id });
      return {
        status: 202,
        headers: {
          Location: `${context.endpoint}${context.request.path}?${context.request.query}`,
          "Retry-After": "15",
        },
      };
    },
  },
  {
    ...job,
    method: "GET",
    action: "Microsoft.App/jobs/read",
    answer: (context) => shown(context, "Microsoft.App/jobs", () => ({ provisioningState: "Succeeded" })),
  },
  {
    ...job,
    method: "GET",
    below: "executions",
    action: "Microsoft.App/jobs/executions/read",
    answer: ({ state, resource, now }) => {
      const { runs } = state.workloads.get(resource, now);
      return { status: 200, body: { value: runs.map((run) => executionResource(resource, run)) } };
    },
  },
  {
    // https://learn.microsoft.com/rest/api/containerapps/jobs/stop-multiple-executions
    ...job,
    method: "POST",
    below: "stop",
    action: "Microsoft.App/jobs/stop/action",
    answer: ({ state, resource, principalId, now }) => {
      const names = state.workloads.get(resource, now).runs.map(({ name }) => name);
      const ended = state.workloads.end(resource, names, "Stopped", principalId, now);
      const value = ended.map((run) => executionResource(resource, { ...run, status: "Stopped" }));
      return { status: 200, body: { value } };
    },
  },
  {
    ...site,
    method: "GET",
    action: "Microsoft.Web/sites/read",
    answer: (context) => shown(context, "Microsoft.Web/sites", (state) => ({ state, enabled: true })),
  },
  ...(["stop", "start"] as const).map(
    (verb): ArmRoute => ({
      ...site,
      method: "POST",
      below: verb,
      action: `Microsoft.Web/sites/${verb}/Action`,
      answer: (context) => set(context, verb === "stop" ? "Stopped" : "Running"),
    }),
  ),
];

function containerAppShown(context: ArmContext): ArmReply {
  return shown(context, "Microsoft.App/containerApps", (runningStatus) => ({
    provisioningState: "Succeeded",
    runningStatus,
  }));
}

function shown({ state, resource, now }: ArmContext, type: string, properties: (state: string) => object): ArmReply {
  const { id, name, state: present } = state.workloads.get(resource, now);
  return { status: 200, body: { id, name, type, location: "local", properties: properties(present) } };
}

function set({ state, resource, principalId, now }: ArmContext, target: string): ArmReply {
  state.workloads.set(resource, target, principalId, now);
  return { status: 200 };
}

/** https://learn.microsoft.com/rest/api/logic/workflow-runs/list: of the filters, the one on the status */
function statusOf(filter: string | null): string | undefined {
  if (filter === null) return undefined;
  const status = /^status eq '(\w+)'$/i.exec(filter.trim())?.[1];
  if (!status) throw armErrors.badRequest(`The $filter '${filter}' is not supported here. Write: status eq 'Running'`);
  return status;
}

const runResource = (workflow: string, { name, status, startTime }: WorkloadRun) => ({
  id: `${workflow}/runs/${name}`,
  name,
  type: "Microsoft.Logic/workflows/runs",
  properties: { status, ...(isRunning(status) ? {} : { code: status }), ...(startTime ? { startTime } : {}) },
});

const executionResource = (parent: string, { name, status, startTime }: WorkloadRun) => ({
  id: `${parent}/executions/${name}`,
  name,
  type: "Microsoft.App/jobs/executions",
  properties: { status, ...(startTime ? { startTime } : {}) },
});
