import { analyst, caller, grant, group, incidentId, startArm, workspaceId } from "./arm-support";

const v = "api-version=2025-09-01";
const comments = `${incidentId}/comments`;

describe("access", () => {
  test("takes a token for Azure Resource Manager", async () => {
    const { send } = await startArm();
    const refused = await send("GET", `${incidentId}?${v}`, undefined, { audience: "https://graph.microsoft.com" });
    expect([refused.status, refused.body.error.code]).toEqual([401, "AuthenticationFailed"]);
  });

  test("takes a role that has the action on a scope around the resource", async () => {
    const { send } = await startArm({ roles: [grant("Microsoft Sentinel Reader", group)] });
    expect((await send("GET", `${incidentId}?${v}`)).body.properties.title).toBe("Agent sent data away");
    const refused = await send("PUT", `${comments}/c1?${v}`, { properties: { message: "hello" } });
    expect([refused.status, refused.body.error.code]).toEqual([403, "AuthorizationFailed"]);
    expect(refused.body.error.message).toContain(
      `The client '${caller}' with object id '${caller}' does not have authorization to perform action 'Microsoft.SecurityInsights/incidents/comments/write' over scope '${comments}/c1'`,
    );
    expect((await send("GET", `${incidentId}?${v}`, undefined, { as: analyst })).status).toBe(403);
  });

  test("goes by the stack's own roles too, and by what they leave out", async () => {
    const scope = group;
    const role = {
      name: "comment only",
      scope,
      permissions: [
        {
          actions: ["Microsoft.SecurityInsights/incidents/*"],
          not_actions: ["Microsoft.SecurityInsights/incidents/write"],
        },
      ],
    };
    const roles = [
      {
        scope: workspaceId,
        principal_id: caller,
        role_definition_id: "${azurerm_role_definition.it.role_definition_resource_id}",
      },
    ];
    const { send } = await startArm({ roles, more: { azurerm_role_definition: { it: role } } });
    expect((await send("PUT", `${comments}/c1?${v}`, { properties: { message: "hello" } })).status).toBe(201);
    const incident = { properties: { title: "t", severity: "Low", status: "Active" } };
    expect((await send("PUT", `${incidentId}?${v}`, incident)).status).toBe(403);
  });

  test("is not guessed: a role that nobody knows is said to be so", async () => {
    const { send } = await startArm({ roles: [grant("Incident Whisperer")] });
    const answer = await send("GET", `${incidentId}?${v}`);
    expect([answer.status, answer.body.error.code]).toEqual([501, "Emulator_UnknownRole"]);
    expect(answer.body.error.message).toContain("Incident Whisperer");
  });

  test("a stack's role cannot be assigned outside its scopes", async () => {
    const role = { name: "elsewhere", scope: `${group}-two`, permissions: [{ actions: ["*"] }] };
    await expect(
      startArm({ roles: [grant("elsewhere")], more: { azurerm_role_definition: { it: role } } }),
    ).rejects.toThrow(/cannot be assigned/);
  });
});

test.each([
  ["without api-version", `${incidentId}`, 400, "MissingApiVersionParameter"],
  ["with one that nobody knows", `${incidentId}?api-version=2020-01-01`, 400, "NoRegisteredProviderFound"],
  ["of another kind", `${incidentId}/relations?${v}`, 501, "Emulator_UnknownRoute"],
  ["with an option it does not take", `${incidentId}?${v}&$expand=all`, 400, "InvalidQueryParameter"],
  ["for an incident that is not there", `${incidentId}0?${v}`, 404, "NotFound"],
])("a request %s is refused", async (_what, path, status, code) => {
  const { send } = await startArm();
  expect(await send("GET", path)).toMatchObject({ status, body: { error: { code } } });
});

describe("comments", () => {
  test("are written in the caller's name, whatever the body says, and come newest first in pages", async () => {
    const { send, clock } = await startArm();
    for (const [i, message] of ["one", "two", "three"].entries()) {
      const body = { properties: { message, author: { objectId: analyst, name: "Ana Lyst" } } };
      expect((await send("PUT", `${comments}/c${i}?${v}`, body)).status).toBe(201);
      clock.advance(60_000);
    }
    const first = await send("GET", `${comments}?${v}&$top=2`);
    const messages = (page: typeof first) =>
      page.body.value.map((one: { properties: { message: string } }) => one.properties.message);
    expect(messages(first)).toEqual(["three", "two"]);
    expect(first.body.value[0].properties).toMatchObject({
      author: { objectId: caller, name: "id-playbook" },
      createdTimeUtc: "2026-03-02T10:02:00.000Z",
    });
    expect(messages(await send("GET", first.body.nextLink))).toEqual(["one"]);
  });

  test("change only by who wrote them, and are not endless", async () => {
    const roles = [
      grant("Microsoft Sentinel Responder"),
      { ...grant("Microsoft Sentinel Responder"), principal_id: analyst },
    ];
    const { send } = await startArm({ roles });
    const put = (message: string, as?: string) =>
      send("PUT", `${comments}/c?${v}`, { properties: { message } }, as ? { as } : {});
    expect((await put("mine")).status).toBe(201);
    expect((await put("mine, corrected")).status).toBe(200);
    expect((await put("theirs", analyst)).status).toBe(409);
    expect((await put("x".repeat(30_001))).status).toBe(400);
    expect((await send("GET", `${comments}/c?${v}`)).body.properties.message).toBe("mine, corrected");
  });

  test("of people appear in their time, and may quote what was asked", async () => {
    const hour = 3_600_000;
    const { send, clock } = await startArm({
      people: [
        {
          after: hour,
          authorObjectId: analyst,
          message: (all) => all.map(({ message }) => /approve \w+/.exec(message)?.[0]).find((text) => text),
        },
        { after: 2 * hour, incident: 8, authorObjectId: analyst, message: "of another incident" },
        { after: 2 * hour, authorObjectId: analyst, message: "done" },
      ],
    });
    await send("PUT", `${comments}/c?${v}`, { properties: { message: "Write approve k7 to go on." } });
    const read = async () =>
      (await send("GET", `${comments}?${v}`)).body.value.map(
        ({ properties }: { properties: { message: string; createdTimeUtc: string; author: { objectId: string } } }) =>
          `${properties.createdTimeUtc.slice(11, 16)} ${properties.author.objectId === analyst ? "Ana" : "playbook"}: ${properties.message}`,
      );
    clock.advance(hour - 1);
    expect(await read()).toHaveLength(1);
    clock.advance(5 * hour);
    expect(await read()).toEqual([
      "12:00 Ana: done",
      "11:00 Ana: approve k7",
      "10:00 playbook: Write approve k7 to go on.",
    ]);
  });
});

test("an incident is replaced as a whole, and not by who read an older one", async () => {
  const { send } = await startArm();
  const { etag } = (await send("GET", `${incidentId}?${v}`)).body;
  const put = (properties: object, more = {}) => send("PUT", `${incidentId}?${v}`, { properties, ...more });
  expect((await put({ title: "t", severity: "High" })).status).toBe(400);
  expect((await put({ title: "t", severity: "Urgent", status: "Active" })).status).toBe(400);
  expect((await put({ title: "t", severity: "High", status: "Closed" })).status).toBe(400);
  expect((await put({ title: "t", severity: "High", status: "Active", mood: "grim" })).status).toBe(400);
  const labels = [{ labelName: "agent-frozen" }];
  expect(
    (await put({ title: "t", severity: "High", status: "Active", labels }, { etag })).body.properties,
  ).toMatchObject({
    status: "Active",
    labels,
    incidentNumber: 7,
  });
  expect((await put({ title: "t", severity: "High", status: "Active" }, { etag })).status).toBe(409);
  const closed = { title: "t", severity: "High", status: "Closed", classification: "FalsePositive" };
  expect((await put(closed)).body.properties).toMatchObject({
    status: "Closed",
    classification: "FalsePositive",
    labels: [],
  });
});

describe("watchlist items", () => {
  const list = `${workspaceId}/providers/Microsoft.SecurityInsights/watchlists/Allowed/watchlistItems`;
  const more = {
    azurerm_sentinel_watchlist: {
      allowed: {
        name: "Allowed",
        log_analytics_workspace_id: workspaceId,
        item_search_key: "Agent",
        display_name: "Allowed",
      },
    },
  };
  const item = (values: object) => ({ properties: { itemsKeyValue: values } });

  test("are what queries see at once, columns that nobody had before too", async () => {
    const { send, emulator, clock } = await startArm({ roles: [grant("Microsoft Sentinel Contributor")], more });
    const seen = async () => {
      const query =
        '_GetWatchlist("Allowed") | project Agent = column_ifexists("Agent", ""), Until = column_ifexists("Until", "")';
      return (await emulator.query(query, { now: clock.now() })).rows;
    };
    expect(await seen()).toEqual([]);
    expect((await send("PUT", `${list}/g1?${v}`, item({ Agent: "a", Until: "2026-04-01" }))).status).toBe(201);
    expect((await send("PUT", `${list}/g1?${v}`, item({ Agent: "a", Until: "2026-05-01" }))).status).toBe(200);
    expect(await seen()).toEqual([["a", "2026-05-01"]]);
    expect((await send("GET", `${list}?${v}`)).body.value).toMatchObject([{ name: "g1" }]);
    expect((await send("DELETE", `${list}/g1?${v}`)).status).toBe(200);
    expect((await send("DELETE", `${list}/g1?${v}`)).status).toBe(204);
    expect(await seen()).toEqual([]);
  });

  test("need the search key, a watchlist, and more than a responder's role", async () => {
    const { send } = await startArm({ roles: [grant("Microsoft Sentinel Contributor")], more });
    expect((await send("PUT", `${list}/g1?${v}`, item({ Until: "2026-04-01" }))).status).toBe(400);
    expect((await send("GET", `${list.replace("Allowed", "Denied")}?${v}`)).status).toBe(404);
    const responder = await startArm({ more });
    expect((await responder.send("PUT", `${list}/g1?${v}`, item({ Agent: "a" }))).status).toBe(403);
  });
});

describe("workloads", () => {
  const logicApp = `${group}/providers/Microsoft.Logic/workflows/agent`;
  const containerApp = `${group}/providers/Microsoft.App/containerApps/agent`;
  const job = `${group}/providers/Microsoft.App/jobs/nightly`;
  const site = `${group}/providers/Microsoft.Web/sites/agent`;
  const workloads = [
    {
      id: logicApp,
      runs: [
        { name: "r1", status: "Running" },
        { name: "r2", status: "Succeeded" },
      ],
    },
    { id: containerApp },
    {
      id: job,
      runs: [
        { name: "e1", status: "Running" },
        { name: "e2", status: "Failed" },
      ],
    },
    { id: site },
  ];
  const roles = [grant("Contributor", group)];

  test("a Logic App is disabled, its runs cancelled", async () => {
    const { send, state } = await startArm({ roles, workloads });
    const version = "api-version=2019-05-01";
    expect((await send("POST", `${logicApp}/disable?${version}`)).status).toBe(200);
    expect((await send("GET", `${logicApp}?${version}`)).body.properties.state).toBe("Disabled");
    const running = encodeURI("$filter=status eq 'Running'");
    const runs = async () =>
      (await send("GET", `${logicApp}/runs?${version}&${running}`)).body.value.map((run: { name: string }) => run.name);
    expect(await runs()).toEqual(["r1"]);
    expect((await send("POST", `${logicApp}/runs/r1/cancel?${version}`)).status).toBe(200);
    expect(await runs()).toEqual([]);
    expect((await send("POST", `${logicApp}/runs/r2/cancel?${version}`)).status).toBe(409);
    expect((await send("POST", `${logicApp}/runs/r9/cancel?${version}`)).status).toBe(404);
    expect(state.workloads.writes).toMatchObject([
      { by: caller, id: logicApp, before: { state: "Enabled" }, after: { state: "Disabled" } },
      { before: { "run r1": "Running" }, after: { "run r1": "Cancelled" } },
    ]);
  });

  test("an operator may disable a Logic App, but cancels no run", async () => {
    const { send } = await startArm({ roles: [grant("Logic App Operator", logicApp)], workloads });
    const version = "api-version=2019-05-01";
    expect((await send("POST", `${logicApp}/disable?${version}`)).status).toBe(200);
    expect((await send("POST", `${logicApp}/runs/r1/cancel?${version}`)).status).toBe(403);
  });

  test("a container app stops in its own time; another operation has to wait", async () => {
    const { send, clock } = await startArm({ roles, workloads });
    const version = "api-version=2024-03-01";
    const status = async () => (await send("GET", `${containerApp}?${version}`)).body.properties.runningStatus;
    const accepted = await send("POST", `${containerApp}/stop?${version}`);
    const location = accepted.headers.get("location")!;
    expect([accepted.status, await status()]).toEqual([202, "Running"]);
    const second = await send("POST", `${containerApp}/start?${version}`);
    expect([second.status, second.body.error.code]).toEqual([409, "ContainerAppOperationInProgress"]);
    expect((await send("GET", location)).status).toBe(202);
    clock.advance(20_000);
    const done = await send("GET", location);
    expect([done.status, done.body.properties.runningStatus, await status()]).toEqual([200, "Stopped", "Stopped"]);
  });

  test("a job's running executions and a site stop", async () => {
    const { send } = await startArm({ roles, workloads });
    const stopped = await send("POST", `${job}/stop?api-version=2024-03-01`);
    expect(stopped.body.value).toMatchObject([{ name: "e1", properties: { status: "Stopped" } }]);
    expect((await send("GET", `${job}/executions?api-version=2024-03-01`)).body.value).toMatchObject([
      { name: "e1", properties: { status: "Stopped" } },
      { name: "e2", properties: { status: "Failed" } },
    ]);
    expect((await send("POST", `${site}/stop?api-version=2022-03-01`)).status).toBe(200);
    expect((await send("GET", `${site}?api-version=2022-03-01`)).body.properties.state).toBe("Stopped");
  });

  test("that are not there are not found, and of another kind not known", async () => {
    const { send } = await startArm({ roles });
    const answer = await send("GET", `${logicApp}?api-version=2019-05-01`);
    expect([answer.status, answer.body.error.code]).toEqual([404, "ResourceNotFound"]);
    expect(answer.body.error.message).toMatch(/'Microsoft.Logic\/workflows\/agent' under resource group 'rg'/);
    const vm = `${group}/providers/Microsoft.Compute/virtualMachines/vm`;
    expect((await send("POST", `${vm}/deallocate?api-version=2024-03-01`)).status).toBe(501);
    await expect(startArm({ workloads: [{ id: vm }] })).rejects.toThrow(/type the emulator does not know/);
    await expect(startArm({ workloads: [{ id: site, state: "Asleep" }] })).rejects.toThrow(/Running or Stopped/);
  });
});

test("faults answer instead", async () => {
  const faults = [{ method: "GET", url: "*/Incidents/*", status: 503, times: 2 } as const];
  const { send } = await startArm({ faults });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await send("GET", `${incidentId}?${v}`)).status);
  expect(statuses).toEqual([503, 503, 200]);
});
