import {
  azure,
  collectionRule,
  collectionRuleBody,
  deployer,
  emptyAzure,
  endpoint,
  group,
  playbook,
  playbookBody,
  sentinel,
  stranger,
  subscription,
  table,
  tableBody,
  workspace,
} from "./support";

const watchlist = `${sentinel}/watchlists/People`;
const watchlistBody = (more: object = {}) => ({
  properties: { displayName: "People", itemsSearchKey: "Id", description: "High", ...more },
});

test("a resource is made with 201, changed with 200, read, listed, and gone after a DELETE", () => {
  const { send } = azure();
  expect(send("GET", watchlist)).toMatchObject({ status: 404, body: { error: { code: "ResourceNotFound" } } });
  expect(send("PUT", watchlist, watchlistBody()).status).toBe(201);
  expect(send("PUT", watchlist, watchlistBody({ description: "Low" })).status).toBe(200);
  expect(send("GET", watchlist)).toMatchObject({
    status: 200,
    body: { id: watchlist, type: "Microsoft.SecurityInsights/watchlists", properties: { description: "Low" } },
  });
  expect(send("HEAD", watchlist).status).toBe(204);
  expect(send("GET", `${sentinel}/watchlists`).body.value.map(({ id }) => id)).toEqual([watchlist]);
  expect(send("DELETE", watchlist).status).toBe(200);
  expect(send("DELETE", watchlist).status).toBe(204);
  expect(send("GET", watchlist).status).toBe(404);
});

test("a PUT replaces what was there, a PATCH changes what it names", () => {
  const { send } = azure();
  send("PUT", workspace, { location: "westeurope", tags: { a: "1" }, properties: { retentionInDays: 90 } });
  send("PATCH", workspace, { tags: { b: "2" } });
  expect(send("GET", workspace).body).toMatchObject({ tags: { a: "1", b: "2" }, properties: { retentionInDays: 90 } });
  send("PUT", workspace, { location: "westeurope", properties: { retentionInDays: 30 } });
  expect(send("GET", workspace).body).toMatchObject({ properties: { retentionInDays: 30 } });
  expect(send("GET", workspace).body.tags).toBeUndefined();
});

test("a site has its configuration and settings beside it, as its providers write and read them", () => {
  const { send } = azure();
  const site = `${group}/providers/Microsoft.Web/sites/func-1`;
  const setting = { name: "A", value: "1" };
  const siteConfig = { linuxFxVersion: "NODE|22", appSettings: [setting] };
  send("PUT", site, { location: "westeurope", properties: { siteConfig } });
  const config = (name: string) => send("GET", `${site}/config/${name}`).body.properties;
  const list = (name: string) => send("POST", `${site}/config/${name}/list`);
  expect(config("web")).toEqual({ linuxFxVersion: "NODE|22" });
  expect(list("appsettings").body.properties).toEqual({ A: "1" });
  send("PUT", `${site}/config/appsettings`, { properties: { B: "2" } });
  send("PUT", `${site}/config/web`, { properties: { ftpsState: "Disabled" } });
  expect(list("appsettings").body.properties).toEqual({ B: "2" });
  expect(config("web")).toEqual({ ftpsState: "Disabled" });
  expect(list("connectionstrings").body.properties).toEqual({});
  expect(list("publishingcredentials").body.properties).toHaveProperty("publishingUserName");
  expect(list("backup")).toMatchObject({ status: 404 });
  const policy = `${site}/basicPublishingCredentialsPolicies/ftp`;
  expect(send("GET", policy).body.properties).toEqual({ allow: true });
  expect(send("PUT", policy, { properties: { allow: false } }).body.properties).toEqual({ allow: false });
  expect(send("GET", policy.replace("/ftp", "/ssh"))).toMatchObject({ status: 404 });
  send("DELETE", site);
  expect(send("GET", `${site}/config/web`)).toMatchObject({ status: 404 });
});

test("a name that hosts are called by is free until somebody has it", () => {
  const { send } = azure();
  const ask = (namespace: string, body?: unknown) =>
    send("POST", `${subscription}/providers/${namespace}/checkNameAvailability`, body);
  expect(ask("Microsoft.Web", { name: "func-1", type: "Site" })).toEqual(
    expect.objectContaining({ status: 200, body: { nameAvailable: true } }),
  );
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/stone1`;
  expect(send("PUT", account, { location: "westeurope", properties: {} }).status).toBe(200);
  expect(ask("Microsoft.Storage", { name: "stone1" }).body).toMatchObject({
    nameAvailable: false,
    reason: "AlreadyExists",
    message: expect.stringMatching(/stone1/),
  });
  expect(ask("Microsoft.Storage", { name: "stone2" }).body).toEqual({ nameAvailable: true });
  expect(ask("Microsoft.Storage", {})).toMatchObject({ status: 400 });
  expect(ask("Microsoft.Insights", { name: "x" })).toMatchObject({ status: 404 });
});

test("ids know no case", () => {
  const { send } = azure();
  expect(
    send(
      "GET",
      workspace.replace("resourceGroups", "resourcegroups").toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"),
    ).body.id,
  ).toBe(workspace);
});

test("an etag changes with every write", () => {
  const { send } = azure();
  const first = send("PUT", watchlist, watchlistBody()).body.etag;
  expect(first).toMatch(/^".+"$/);
  expect(send("GET", watchlist).body.etag).toBe(first);
  expect(send("PUT", watchlist, watchlistBody()).body.etag).not.toBe(first);
});

test.each([
  ["a table", table, tableBody()],
  ["a saved search", `${workspace}/savedSearches/F`, { properties: { category: "c", displayName: "d", query: "q" } }],
  [
    "a diagnostic setting",
    `${workspace}/providers/Microsoft.Insights/diagnosticSettings/d`,
    { properties: { logs: [{ category: "SummaryLogs", enabled: true }] } },
  ],
])("%s is made with 200, as its provider expects", (_what, path, body) => {
  const { send } = azure();
  send("DELETE", path);
  expect(send("PUT", path, body).status).toBe(200);
});

test("what only the service knows is told", () => {
  const { send } = azure();
  expect(send("GET", workspace).body.properties.customerId).toMatch(/^[0-9a-f-]{36}$/);
  expect(send("POST", `${workspace}/sharedKeys`).body).toHaveProperty("primarySharedKey");
  expect(send("PUT", collectionRule, collectionRuleBody()).body.properties.immutableId).toMatch(/^dcr-[0-9a-f]{32}$/);
  const dce = `${group}/providers/Microsoft.Insights/dataCollectionEndpoints/dce`;
  expect(send("PUT", dce, { location: "westeurope", properties: {} }).body.properties.logsIngestion).toEqual({
    endpoint,
  });
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`;
  const { principalId } = send("PUT", identity, { location: "westeurope" }).body.properties;
  const withIdentity = {
    ...playbookBody,
    identity: { type: "UserAssigned", userAssignedIdentities: { [identity]: {} } },
  };
  expect(send("PUT", playbook, withIdentity).body.identity).toMatchObject({
    userAssignedIdentities: { [identity]: { principalId } },
  });
  expect(send("GET", table).body.properties).toMatchObject({
    retentionInDaysAsDefault: true,
    totalRetentionInDaysAsDefault: true,
  });
});

test("a group is listed with its resources, and takes them along", () => {
  const { send } = azure();
  expect(send("GET", `${group}/resources`).body.value.map(({ id }) => id)).toEqual([workspace]);
  expect(send("GET", `${subscription}/resourceGroups`).body.value.map(({ id }) => id)).toEqual([group]);
  expect(send("GET", `${subscription}/providers/Microsoft.OperationalInsights/workspaces`).body.value).toHaveLength(1);
  expect(send("DELETE", group).status).toBe(200);
  expect(send("GET", watchlist).status).toBe(404);
  expect(send("GET", `${subscription}/resourceGroups`).body.value).toEqual([]);
});

test("roles are found by name, and built-in ones by their GUID anywhere", () => {
  const { send } = azure();
  const filter = encodeURIComponent("roleName eq 'Log Analytics Reader'");
  const [found] = send("GET", `${workspace}/providers/Microsoft.Authorization/roleDefinitions?$filter=${filter}`).body
    .value;
  expect(found!.name).toBe("73c42c96-874c-492b-b04d-ab87d138a893");
  expect(
    send("GET", `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${found!.name}`).body.properties
      .roleName,
  ).toBe("Log Analytics Reader");
});

test.each([
  ["no api-version", `${workspace}?api-version=`, 400, "InvalidApiVersionParameter"],
  ["an api-version that is no date", `${workspace}?api-version=latest`, 400, "InvalidApiVersionParameter"],
  ["an api-version from before the type", `${workspace}?api-version=2010-01-01`, 400, "NoRegisteredProviderFound"],
  ["an unknown namespace", `${group}/providers/Microsoft.Contoso/things/t`, 404, "InvalidResourceNamespace"],
  ["an unknown type", `${group}/providers/Microsoft.Insights/things/t`, 404, "InvalidResourceType"],
  ["a path without names", `${group}/workspaces/w`, 404, "InvalidResourceId"],
])("%s is refused", (_what, path, status, code) => {
  const { send } = azure();
  expect(send("GET", path)).toMatchObject({ status, body: { error: { code } } });
});

test("the hint of a refusal names what there is", () => {
  const { send } = azure();
  expect(send("PUT", `${group}/providers/Microsoft.Insights/things/t`, {}).body.error.message).toMatch(
    /could not be found in the namespace.*Microsoft\.Insights\/dataCollectionRules/,
  );
});

test.each([
  ["no body", undefined, "InvalidRequestContent"],
  ["a member that no resource has", { location: "westeurope", property: {} }, "InvalidRequestContent"],
  ["properties that are none", { location: "westeurope", properties: [] }, "InvalidRequestContent"],
  ["no location", { properties: {} }, "LocationRequired"],
])("a body with %s is refused", (_what, body, code) => {
  const { send } = emptyAzure();
  expect(send("PUT", group, body)).toMatchObject({ status: 400, body: { error: { code } } });
  expect(send("GET", group).status).toBe(404);
});

test("a resource stays where it is", () => {
  const { send } = azure();
  expect(send("PUT", workspace, { location: "North Europe", properties: {} })).toMatchObject({
    status: 409,
    body: { error: { code: "InvalidResourceLocation" } },
  });
  expect(send("PUT", workspace, { location: "West Europe", properties: {} }).status).toBe(200);
});

describe("who may", () => {
  const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  const assignment = `${group}/providers/Microsoft.Authorization/roleAssignments/dddddddd-0000-4000-8000-00000000000d`;
  const grant = (role: string) => ({
    properties: {
      principalId: stranger,
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    },
  });

  test("somebody without a role may not even read; with one, what it allows and no more", () => {
    const { send } = azure();
    expect(send("GET", workspace, undefined, stranger)).toMatchObject({
      status: 403,
      body: {
        error: {
          code: "AuthorizationFailed",
          message: expect.stringContaining(`'Microsoft.OperationalInsights/workspaces/read' over scope '${workspace}'`),
        },
      },
    });
    expect(send("PUT", assignment, grant(reader)).status).toBe(201);
    expect(send("GET", workspace, undefined, stranger).status).toBe(200);
    expect(send("PUT", watchlist, watchlistBody(), stranger)).toMatchObject({
      status: 403,
      body: { error: { code: "AuthorizationFailed" } },
    });
    send("DELETE", assignment);
    expect(send("GET", workspace, undefined, stranger).status).toBe(403);
    expect(send("GET", workspace, undefined, deployer).status).toBe(200);
  });
});
