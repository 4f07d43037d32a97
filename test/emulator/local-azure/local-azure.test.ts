import {
  collectionRule,
  collectionRuleBody,
  columns,
  group,
  playbook,
  rule,
  ruleBody,
  sentinel,
  table,
  tableBody,
  workspace,
} from "../arm-resources/support";
import { directoryData } from "../graph-support";
import { deploy, event, grant, startAzure, stateFolder, tenant } from "./support";

test("clients find where to sign in, and who they are", async () => {
  const { fetch, host, token } = await startAzure();
  const cloud = JSON.parse(await (await fetch(`${host}/metadata/endpoints?api-version=2022-09-01`)).text());
  expect(cloud).toMatchObject({
    resourceManager: host,
    authentication: { loginEndpoint: host, audiences: expect.arrayContaining([host]) },
  });
  const entra = JSON.parse(await (await fetch(`${host}/${tenant}/v2.0/.well-known/openid-configuration`)).text());
  expect(entra).toMatchObject({ token_endpoint: `${host}/${tenant}/oauth2/v2.0/token`, jwks_uri: expect.any(String) });
  const claims = JSON.parse(
    Buffer.from((await token(tenant, `${host}/.default`)).split(".")[1]!, "base64url").toString(),
  );
  expect(claims).toMatchObject({
    aud: host,
    tid: tenant,
    appid: tenant,
    oid: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("nobody gets in without a token, and a stranger may nothing", async () => {
  const { fetch, host, token } = await startAzure();
  const url = `${host}${group}?api-version=2024-11-01`;
  expect((await fetch(url)).status).toBe(401);
  const elsewhere = await token(tenant, "https://graph.microsoft.com/.default");
  expect((await fetch(url, { headers: { Authorization: `Bearer ${elsewhere}` } })).status).toBe(401);
  const here = await token(tenant, `${host}/.default`);
  expect((await fetch(url, { headers: { Authorization: `Bearer ${here}` } })).status).toBe(403);
});

test("a request has at most 4 MB, and a path that can be read", async () => {
  const { send, fetch, host, token } = await startAzure();
  const around = JSON.stringify({ location: "westeurope", tags: { a: "" } }).length;
  const body = (bytes: number) => ({ location: "westeurope", tags: { a: "x".repeat(bytes - around) } });
  expect((await send("PUT", group, body(4 * 1024 ** 2))).status).toBe(201);
  expect(await send("PUT", group, body(4 * 1024 ** 2 + 1))).toMatchObject({
    status: 413,
    body: { error: { code: "RequestContentTooLarge" } },
  });
  const headers = { Authorization: `Bearer ${await token(tenant, `${host}/.default`)}` };
  expect((await fetch(`${host}/subscriptions/%E0?api-version=2024-11-01`, { headers })).status).toBe(404);
});

test("a workspace transform works once the workspace is linked to it, and no longer than that", async () => {
  const started = await startAzure();
  const { azure, send } = started;
  await deploy(started);
  const transform = `${collectionRule}-transform`;
  const linked = { location: "westeurope", properties: { defaultDataCollectionRuleResourceId: transform } };
  expect((await send("PUT", workspace, linked)).status).toBe(400);
  const made = await send("PUT", transform, {
    location: "westeurope",
    kind: "WorkspaceTransforms",
    properties: {
      destinations: { logAnalytics: [{ name: "workspace", workspaceResourceId: workspace }] },
      dataFlows: [
        { streams: ["Microsoft-Table-AuditLogs"], destinations: ["workspace"], transformKql: "source | where false" },
      ],
    },
  });
  expect(made.status).toBe(201);
  const streams = () => azure.deployed[0]!.model.streams.map(({ name }) => name);
  expect(streams()).not.toContain("AuditLogs");
  expect((await send("PUT", workspace, linked)).status).toBe(200);
  expect(streams()).toContain("AuditLogs");
  await send("PUT", workspace, { location: "westeurope", properties: {} });
  expect(streams()).not.toContain("AuditLogs");
});

test("it starts empty, or with the groups that are said to be there", async () => {
  const empty = await startAzure();
  expect((await empty.send("GET", group)).status).toBe(404);
  const other = await startAzure({ groups: [group] });
  expect((await other.send("GET", group)).status).toBe(200);
  await expect(startAzure({ groups: ["rg"] })).rejects.toThrow(/rg is no resource group/);
});

test("what is sent to what was applied is there to be asked for, and rules find it", async () => {
  const started = await startAzure();
  const { azure, clock, upload, query } = started;
  await deploy(started);
  await upload([event(), event({ Host: "noise" }), event({ Host: "h2", Size: 1 })]);
  expect((await query("Events_CL | sort by Host asc | project Host, Size")).rows).toEqual([
    ["h1", 500],
    ["h2", 1],
  ]);
  clock.advance(600_000);
  const { incidents } = await azure.outcome(azure.deployed[0]!);
  expect(incidents).toMatchObject([{ title: "Large sends", severity: "High" }]);
});

test("who has no role on the workspace may not ask it", async () => {
  const started = await startAzure();
  await deploy(started);
  expect(await started.query("Events_CL", tenant)).toMatchObject({ status: 403 });
});

test("a change made through Azure Resource Manager changes what happens", async () => {
  const started = await startAzure();
  const { azure, clock, send, upload, query } = started;
  await deploy(started);
  await upload([event()]);
  await send("PUT", rule, ruleBody({ enabled: false }, "NRT"));
  const flow = collectionRuleBody().properties.dataFlows[0]!;
  await send(
    "PUT",
    collectionRule,
    collectionRuleBody({ dataFlows: [{ ...flow, transformKql: "source | extend Size = Size * 2" }] }),
  );
  await upload([event({ Host: "noise" })]);
  // What came before took its way then.
  expect((await query("Events_CL | sort by Host asc | project Host, Size")).rows).toEqual([
    ["h1", 500],
    ["noise", 1000],
  ]);
  clock.advance(600_000);
  expect((await azure.outcome(azure.deployed[0]!)).incidents).toEqual([]);
});

test("a new column is there for what comes then", async () => {
  const started = await startAzure();
  const { send, upload, query } = started;
  await deploy(started);
  await upload([event()]);
  await send("PUT", table, tableBody({}, [...columns, { name: "Detail", type: "string" }]));
  expect((await query("Events_CL | project Host, Detail")).rows).toEqual([["h1", null]].map(([host]) => [host, ""]));
});

test("rows go with their table, and do not come back with its name", async () => {
  const started = await startAzure();
  const { send, upload, query } = started;
  await deploy(started);
  await upload([event()]);
  await send("DELETE", table);
  expect((await query("Events_CL")).status).toBe(400);
  await send("PUT", table, tableBody());
  expect((await query("Events_CL | count")).rows).toEqual([[0]]);
});

test("destroyed, it is empty: nobody sends, nobody asks; rows come back with a workspace that comes back", async () => {
  const started = await startAzure();
  const { azure, send, upload, query } = started;
  await deploy(started);
  await upload([event()]);
  await send("DELETE", group);
  expect(azure.deployed).toEqual([]);
  expect(azure.manager.store.below(group)).toEqual([]);
  await send("PUT", group, { location: "westeurope" });
  await send("PUT", workspace, { location: "westeurope", properties: {} });
  expect((await query("Events_CL | count")).rows).toEqual([[1]]);
});

test("a restart keeps what was applied, what was sent and who may", async () => {
  const state = stateFolder();
  const first = await startAzure({ state });
  await deploy(first);
  await first.upload([event()]);
  const before = await first.send("GET", collectionRule);
  const { SSL_CERT_FILE } = first.azure.environment;
  await first.azure.close();
  const second = await startAzure({ state }, "2026-03-03T10:00:00Z");
  const after = await second.send("GET", collectionRule);
  expect(after.body.properties.immutableId).toBe(before.body.properties.immutableId);
  expect(after.body.etag).toBe(before.body.etag);
  expect(second.azure.environment.SSL_CERT_FILE).toBe(SSL_CERT_FILE);
  await second.upload([event({ Host: "h2" })]);
  expect((await second.query("Events_CL | count")).rows).toEqual([[2]]);
  expect((await second.send("DELETE", rule)).status).toBe(200);
  await second.azure.close();
  const third = await startAzure({ state }, "2026-03-03T10:00:01Z");
  expect((await third.send("PUT", rule, ruleBody())).body.error.message).toMatch(/was recently deleted/);
});

describe("a playbook that was applied", () => {
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-pb`;
  const responder = "3e150937-b8fe-4cfb-8069-0eaf05ecd056";
  const automationContributor = "f4c81013-99ee-4d62-a7ee-b3f1f648599a";
  const definition = {
    $schema:
      "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
    contentVersion: "1.0.0.0",
    triggers: { incident: { type: "Request", kind: "Http" } },
    actions: {
      Comment: {
        type: "Http",
        runAfter: {},
        inputs: {
          method: "PUT",
          uri: "https://management.azure.com@{triggerBody()?['object']?['id']}/comments/99999999-0000-4000-8000-000000000009?api-version=2025-09-01",
          body: { properties: { message: "Seen" } },
          authentication: { type: "ManagedServiceIdentity", identity, audience: "https://management.azure.com" },
        },
      },
    },
  };
  const assignment = (scope: string, n: number) =>
    `${scope}/providers/Microsoft.Authorization/roleAssignments/eeeeeeee-0000-4000-8000-00000000000${n}`;

  test("answers incidents, as far as its identity may", async () => {
    const started = await startAzure({ surroundings: { directory: directoryData([]) } });
    const { azure, clock, send, upload } = started;
    await deploy(started);
    const { principalId } = (await send("PUT", identity, { location: "westeurope" })).body.properties;
    await send("PUT", playbook, {
      location: "westeurope",
      identity: { type: "UserAssigned", userAssignedIdentities: { [identity]: {} } },
      properties: { definition },
    });
    await send("PUT", assignment(group, 1), grant(automationContributor));
    const automation = {
      properties: {
        displayName: "Answer",
        order: 1,
        triggeringLogic: { isEnabled: true, triggersOn: "Incidents", triggersWhen: "Created", conditions: [] },
        actions: [
          {
            order: 1,
            actionType: "RunPlaybook",
            actionConfiguration: { logicAppResourceId: playbook, tenantId: tenant },
          },
        ],
      },
    };
    expect(
      (await send("PUT", `${sentinel}/automationRules/aaaaaaaa-0000-4000-8000-0000000000aa`, automation)).status,
    ).toBe(201);
    await upload([event()]);
    clock.advance(600_000);
    const run = async () => (await azure.outcome(azure.deployed[0]!)).automation.map((one) => one.run);
    expect(await run()).toMatchObject([{ status: "Failed", calls: [{ status: 403 }] }]);
    await send("PUT", assignment(workspace, 2), grant(responder, principalId));
    expect(await run()).toMatchObject([{ status: "Succeeded", comments: [{ message: "Seen" }] }]);
    await send("POST", `${playbook}/disable`);
    expect(await run()).toMatchObject([{ status: "Disabled" }]);
  });
});

test("two workspaces are two: each has its rows", async () => {
  const started = await startAzure();
  await deploy(started);
  const other = workspace.replace("law-1", "law-2");
  await started.send("PUT", other, { location: "westeurope", properties: {} });
  await started.upload([event()]);
  expect((await started.query("Events_CL | count")).rows).toEqual([[1]]);
  expect(started.azure.deployed.map(({ model }) => model.tables.length)).toEqual([1, 0]);
  expect(started.azure.deployed.map(({ model }) => model.dataCollectionRules.length)).toEqual([1, 0]);
});
