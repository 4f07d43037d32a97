import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { type CloudOptions, deployedPlaybooks, EmulatedCloud } from "../../lib/emulator/responses";
import { agentId, oneAgent } from "./cloud-support";
import { agent, directoryData, guid } from "./graph-support";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0).reverse()) await close();
});

const identityId = "${azurerm_user_assigned_identity.pb.id}";
const workspaceId = "${azurerm_log_analytics_workspace.law.id}";
const at = new Date("2026-03-02T10:00:00Z");
type Action = Record<string, unknown>;

const http = (
  method: string,
  uri: string,
  audience: string | undefined,
  body?: unknown,
  more: object = {},
): Action => ({
  type: "Http",
  inputs: {
    method,
    uri,
    ...(audience === undefined
      ? {}
      : { authentication: { type: "ManagedServiceIdentity", identity: "@parameters('Me')", audience } }),
    ...(body === undefined ? {} : { body }),
    retryPolicy: { type: "none" },
    ...more,
  },
  runAfter: {},
});
const graph = (method: string, path: string, body?: unknown, more?: object) =>
  http(method, `https://graph.microsoft.com/v1.0/${path}`, "https://graph.microsoft.com", body, more);
const freeze = (more?: object) =>
  graph("PATCH", `servicePrincipals/${agentId}/microsoft.graph.agentIdentity`, { accountEnabled: false }, more);
const read = () => graph("GET", `servicePrincipals/${agentId}/microsoft.graph.agentIdentity?$select=accountEnabled`);
const after = (action: Action, ...names: string[]): Action => ({
  ...action,
  runAfter: Object.fromEntries(names.map((name) => [name, ["Succeeded"]])),
});

/** Of what Jest can replace: timers stay those of this machine. */
const allButDate = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const;

/** A stack with one playbook of these actions, whose identity may do everything in the resource group. */
function stackWith(
  actions: Record<string, Action>,
  more: { state?: string; role?: string; scope?: string } = {},
): string {
  const connection = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/connections/azuresentinel-pb";
  const value = {
    connectionId: connection,
    id: "/subscriptions/s/providers/Microsoft.Web/locations/westeurope/managedApis/azuresentinel",
    connectionProperties: { authentication: { type: "ManagedServiceIdentity", identity: identityId } },
  };
  const definition = {
    parameters: {
      $connections: { type: "Object", defaultValue: {} },
      Me: { type: "String" },
      Text: { type: "String", defaultValue: "default" },
    },
    triggers: { manual: { type: "Request", kind: "Http" } },
    actions,
  };
  const resources: Resources = {
    azurerm_user_assigned_identity: { pb: { name: "id-pb", resource_group_name: "rg" } },
    azurerm_role_assignment: {
      pb: {
        scope: more.scope ?? workspaceId,
        role_definition_name: more.role ?? "Microsoft Sentinel Responder",
        principal_id: "${azurerm_user_assigned_identity.pb.principal_id}",
      },
    },
    azapi_resource: {
      pb: {
        type: "Microsoft.Logic/workflows@2019-05-01",
        name: "pb",
        parent_id: "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg",
        location: "westeurope",
        identity: [{ type: "UserAssigned", identity_ids: [identityId] }],
        body: {
          properties: {
            ...(more.state ? { state: more.state } : {}),
            definition,
            parameters: {
              $connections: { value: { azuresentinel: value } },
              Me: { value: identityId },
              Text: { value: "$${escaped} %%{too}" },
            },
          },
        },
      },
    },
  };
  return writeStack(mkdtempSync(join(root, "s-")), smallWorkspace({}, resources));
}

async function start(stack: string, options: Partial<CloudOptions> & { roles?: readonly string[] } = {}) {
  const { roles = ["AgentIdentity.Read.All", "AgentIdentity.EnableDisable.All"], ...more } = options;
  const emulator = await SentinelEmulator.open(readWorkspace(stack));
  running.push(async () => emulator.close());
  const [principalId] = deployedPlaybooks(stack)[0]!.identities.map((identity) => identity.principalId);
  const graphGrants = new Map([[principalId!.toUpperCase(), roles]]);
  const cloud = await EmulatedCloud.start({ stack, emulator, directory: oneAgent, graphGrants, ...more });
  running.push(() => cloud.close());
  return { cloud, principalId: principalId! };
}

const calls = (run: { calls: readonly { method: string; status: unknown }[] }) =>
  run.calls.map(({ method, status }) => `${method} ${status}`);

test("a playbook acts with its identity's grants, and what it changed is reported", async () => {
  const { cloud, principalId } = await start(stackWith({ Freeze: freeze(), Read: after(read(), "Freeze") }));
  const run = await cloud.run("pb", { at });
  expect([run.status, calls(run)]).toEqual(["Succeeded", ["PATCH 204", "GET 200"]]);
  expect(run.changes).toEqual([
    {
      time: "2026-03-02T10:00:00.000Z",
      target: agentId,
      name: "agent-1",
      before: { accountEnabled: true },
      after: { accountEnabled: false },
    },
  ]);
  expect(cloud.directory.writes[0]!.by).toBe(principalId);
  expect(cloud.graphCalls.map(({ principalId: by }) => by)).toEqual([principalId, principalId]);
});

test("the values of its resource reach it without Terraform's escapes; those of a run come before them", async () => {
  const actions = { Say: { type: "Compose", inputs: "@parameters('Text')", runAfter: {} } };
  const { cloud } = await start(stackWith(actions));
  const said = async (parameters?: Record<string, string>) =>
    (await cloud.run("pb", { at }, parameters ? { parameters } : {})).workflow!.actions[0]!.outputs;
  expect(await said()).toBe("${escaped} %{too}");
  expect(await said({ Text: "given" })).toBe("given");
});

test("without a grant Microsoft Graph refuses, and nothing changes", async () => {
  const { cloud } = await start(stackWith({ Freeze: freeze() }), { roles: ["AgentIdentity.Read.All"] });
  const run = await cloud.run("pb", { at });
  expect([run.status, calls(run), run.changes]).toEqual(["Failed", ["PATCH 403"], []]);
});

test("an action that does not authenticate, or for another service, is refused", async () => {
  const url = `https://graph.microsoft.com/v1.0/servicePrincipals/${agentId}`;
  const { cloud } = await start(
    stackWith({ None: http("GET", url, undefined), Other: http("GET", url, "https://management.azure.com") }),
  );
  expect(calls(await cloud.run("pb", { at }))).toEqual(["GET 401", "GET 401"]);
});

test("an identity that is not the playbook's is an error, as Azure makes it one", async () => {
  const { cloud } = await start(stackWith({ Freeze: freeze() }));
  await expect(cloud.run("pb", { at }, { parameters: { Me: "/identities/other" } })).rejects.toThrow(
    /authenticates as \/identities\/other, which is not assigned to it\n.*id-pb/,
  );
});

test("a host that nobody stands for cannot be reached", async () => {
  const { cloud } = await start(stackWith({ Call: http("POST", "https://hooks.example.com/x", undefined, {}) }));
  const run = await cloud.run("pb", { at });
  expect([run.status, calls(run)]).toEqual(["Failed", ["POST connection"]]);
  expect(run.workflow!.actions[0]!.error!.message).toMatch(
    /hooks\.example\.com is no host that the emulator stands for/,
  );
});

describe("faults", () => {
  const retrying = { retryPolicy: { type: "fixed", count: 4, interval: "PT10S" } };
  const url = "https://graph.microsoft.com/*";

  test("a throttled request waits as long as it is told to", async () => {
    const faults = [{ method: "PATCH", url, status: 429, headers: { "Retry-After": "60" }, times: 1 }];
    const { cloud } = await start(stackWith({ Freeze: freeze(retrying) }), { faults });
    const run = await cloud.run("pb", { at });
    expect([run.status, calls(run), run.endTime]).toEqual([
      "Succeeded",
      ["PATCH 429", "PATCH 204"],
      "2026-03-02T10:01:00.000Z",
    ]);
  });

  test("a request without an answer times out after two minutes; it may have taken effect", async () => {
    const faults = [{ url, status: "timeout", applied: true, times: 1 } as const];
    const { cloud } = await start(stackWith({ Freeze: freeze() }), { faults });
    const run = await cloud.run("pb", { at });
    expect([run.status, calls(run), run.endTime, run.changes.length]).toEqual([
      "Failed",
      ["PATCH timeout"],
      "2026-03-02T10:02:00.000Z",
      1,
    ]);
  });

  test("a connection that breaks is tried again", async () => {
    const faults = [{ url, status: "connection", times: 2 } as const];
    const { cloud } = await start(stackWith({ Freeze: freeze(retrying) }), { faults });
    expect(calls(await cloud.run("pb", { at }))).toEqual(["PATCH connection", "PATCH connection", "PATCH 204"]);
  });

  test("reach every service", async () => {
    const faults = [{ url: "https://api.loganalytics.azure.com/*", status: 500 }];
    const uri = "@{concat('https://api.loganalytics.azure.com/v1', '/workspaces/x/query')}";
    const { cloud } = await start(
      stackWith({ Ask: http("POST", uri, "https://api.loganalytics.io", { query: "print 1" }) }),
      {
        faults,
      },
    );
    expect(calls(await cloud.run("pb", { at }))).toEqual(["POST 500"]);
  });
});

test("an operation that takes time is followed to its end", async () => {
  const id =
    "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.App/containerApps/a";
  const audience = "https://management.azure.com";
  const url = (suffix: string) => `${audience}${id}${suffix}?api-version=2024-03-01`;
  const actions = { Stop: http("POST", url("/stop"), audience), Look: after(http("GET", url(""), audience), "Stop") };
  const scope = id.slice(0, id.indexOf("/providers"));
  const stack = stackWith(actions, { role: "Contributor", scope });
  const { cloud } = await start(stack, { workloads: [{ id }] });
  const run = await cloud.run("pb", { at });
  expect([calls(run), run.endTime]).toEqual([
    ["POST 202", "GET 202", "GET 200", "GET 200"],
    "2026-03-02T10:00:30.000Z",
  ]);
  expect(run.workflow!.calls.at(-1)!.responseBody).toMatchObject({ properties: { runningStatus: "Stopped" } });
  expect(run.changes).toMatchObject([{ target: id, before: { state: "Running" }, after: { state: "Stopped" } }]);
});

test("reads show a write only after the lag", async () => {
  const wait = { type: "Wait", inputs: { interval: { count: 1, unit: "Minute" } }, runAfter: { Read: ["Succeeded"] } };
  const actions = { Freeze: freeze(), Read: after(read(), "Freeze"), Wait: wait, Again: after(read(), "Wait") };
  const { cloud } = await start(stackWith(actions), { lag: 60_000 });
  const run = await cloud.run("pb", { at });
  const seen = run.workflow!.calls.map(
    ({ responseBody }) => (responseBody as { accountEnabled?: boolean })?.accountEnabled,
  );
  expect(seen).toEqual([undefined, true, false]);
});

test("a disabled playbook is not run; one that is disabled on the way is not run again", async () => {
  const disabled = await start(stackWith({ Freeze: freeze() }, { state: "Disabled" }));
  expect(await disabled.cloud.run("pb", { at })).toMatchObject({ status: "Disabled", calls: [], changes: [] });
  const { cloud } = await start(stackWith({ Freeze: freeze() }));
  cloud.workloads.set(cloud.playbook("pb").armId, "Disabled", "somebody", at);
  expect((await cloud.run("pb", { at })).status).toBe("Disabled");
  expect(cloud.graphCalls).toEqual([]);
});

test("a name that is no playbook of the stack is said to be none", async () => {
  const { cloud } = await start(stackWith({ Freeze: freeze() }));
  await expect(cloud.run("pb-2", { at })).rejects.toThrow(/playbook pb-2 is no Logic App of the stack\n {4}it has pb/);
});

test("state is kept from run to run, and each run has a clock of its own", async () => {
  const data = directoryData([agent(1, { accountEnabled: false })]);
  const { cloud } = await start(stackWith({ Read: read(), Freeze: after(freeze(), "Read") }), { directory: data });
  const later = await cloud.run("pb", { at: new Date("2026-03-02T12:00:00Z") });
  const earlier = await cloud.run("pb", { at });
  expect([later.startTime, earlier.startTime]).toEqual(["2026-03-02T12:00:00.000Z", "2026-03-02T10:00:00.000Z"]);
  expect(calls(earlier)).toEqual(["GET 200", "PATCH 204"]);
});

/** A playbook that asks several services. @param year of this machine's clock while it runs */
async function runIn(year: number) {
  const logs = "https://api.loganalytics.azure.com/v1/workspaces/x/query";
  const arm = "https://management.azure.com";
  const actions = {
    Freeze: freeze(),
    Read: after(read(), "Freeze"),
    Ask: after(http("POST", logs, "https://api.loganalytics.io", { query: "print 1" }), "Read"),
    Look: { ...http("GET", `${arm}/x?api-version=2024-03-01`, arm), runAfter: { Ask: ["Failed"] } },
  };
  const { cloud } = await start(stackWith(actions));
  jest.useFakeTimers({ now: new Date(`${year}-01-01T00:00:00Z`), doNotFake: [...allButDate] });
  try {
    return await cloud.run("pb", { at });
  } finally {
    jest.useRealTimers();
  }
}

test("the same run twice is the same to the letter, whatever time this machine has", async () => {
  const run = await runIn(2030);
  expect(calls(run)).toEqual(["PATCH 204", "GET 200", "POST 404", "GET 501"]);
  // Node writes the header Date by a clock that no test can set.
  const headers = run.workflow!.actions.map(({ outputs }) => Object.keys((outputs as { headers: object }).headers));
  expect(headers).toHaveLength(4);
  expect(headers.flat()).not.toContain("date");
  expect(JSON.stringify(await runIn(2040))).toBe(JSON.stringify(run));
});

test("an identity has one object id, in whichever stack it is named", () => {
  const own = stackWith({});
  const other = writeStack(mkdtempSync(join(root, "s-")), {});
  const resources = {
    provider: { azurerm: [{ subscription_id: "11111111-1111-4111-8111-111111111111" }] },
    data: { azurerm_user_assigned_identity: { theirs: { name: "ID-pb", resource_group_name: "rg" } } },
    resource: {
      azurerm_log_analytics_workspace: { law: { name: "law", resource_group_name: "rg" } },
      azurerm_role_assignment: {
        it: {
          scope: workspaceId,
          role_definition_name: "Log Analytics Reader",
          principal_id: "${data.azurerm_user_assigned_identity.theirs.principal_id}",
        },
      },
    },
  };
  require("node:fs").writeFileSync(join(other, "cdk.tf.json"), JSON.stringify(resources));
  const [identity] = deployedPlaybooks(own)[0]!.identities;
  expect(readWorkspace(other).readers).toEqual([identity!.principalId]);
  expect(identity!.principalId).not.toBe(guid(1));
});
