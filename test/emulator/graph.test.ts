import { issueToken } from "../../lib/emulator/server";
import { agent, directoryData, guid, startGraph } from "./graph-support";

const many = (count: number) => directoryData(Array.from({ length: count }, (_, i) => agent(i + 1)));
const agentsPath = "v1.0/servicePrincipals/microsoft.graph.agentIdentity";

describe("access", () => {
  test("a request without a token, and one with a token for something else, are refused", async () => {
    const { call } = await startGraph(many(1));
    expect(await call(agentsPath, undefined, { Authorization: "" })).toMatchObject({
      status: 401,
      body: { error: { code: "InvalidAuthenticationToken" } },
    });
    const other = { Authorization: `Bearer ${issueToken(guid(9))}` };
    expect((await call(agentsPath, undefined, other)).status).toBe(401);
  });

  test("a missing application permission is 403 and names what would do", async () => {
    const { call } = await startGraph(many(1), { permissions: ["IdentityRiskyAgent.Read.All"] });
    const { status, body } = await call(agentsPath);
    expect([status, body.error.code]).toEqual([403, "Authorization_RequestDenied"]);
    expect(body.error.message).toContain("AgentIdentity.Read.All");
    expect((await call("beta/identityProtection/riskyAgents")).status).toBe(200);
  });

  test("security attributes need a permission of their own", async () => {
    const { call } = await startGraph(many(1), { permissions: ["AgentIdentity.Read.All"] });
    expect((await call(`${agentsPath}?$select=id`)).status).toBe(200);
    expect((await call(`${agentsPath}?$select=id,customSecurityAttributes`)).status).toBe(403);
  });

  test("what is not documented is 501, so that a client learns it here", async () => {
    const { call, graph } = await startGraph(many(1));
    expect((await call("v1.0/agentIdentities")).status).toBe(501);
    expect((await call("v1.0/identityProtection/riskyAgents")).status).toBe(501);
    expect((await call(`v1.0/servicePrincipals/${guid(1)}/sponsors`)).status).toBe(501);
    expect((await call(`${agentsPath}?$orderby=id`)).status).toBe(400);
    expect(graph.calls.map(({ status }) => status)).toEqual([501, 501, 501, 400]);
  });
});

describe("what Graph does not have", () => {
  test.each([
    [
      "AgentIdUser.Read.All",
      /has no application permission AgentIdUser.Read.All.*did you mean "AgentIdUser.ReadWrite.All"/s,
    ],
    ["RoleManagement.ReadWrite.All", /has no application permission RoleManagement.ReadWrite.All/],
    ["agentidentity.read.all", /did you mean "AgentIdentity.Read.All"/],
    ["Directory.AccessAsUser.All", /is a delegated permission/],
  ])("the permission %s is refused before anybody has it", async (name, message) => {
    await expect(startGraph(many(1), { permissions: [name] })).rejects.toThrow(message);
  });

  test.each([
    [`${agentsPath}?$select=id,nickname`, "nickname", "microsoft.graph.agentIdentity"],
    [
      `v1.0/servicePrincipals/${guid(1)}?$select=agentIdentityBlueprintID`,
      "agentIdentityBlueprintID",
      "servicePrincipal",
    ],
    [
      `v1.0/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity/owners?$select=email`,
      "email",
      "directoryObject",
    ],
    ["beta/identityProtection/riskyAgents?$select=risk", "risk", "riskyAgent"],
  ])("a property of %s is refused by its name", async (path, name, type) => {
    const { call } = await startGraph(many(1));
    const { status, body } = await call(path);
    expect([status, body.error.code]).toEqual([400, "BadRequest"]);
    expect(body.error.message).toContain(`Could not find a property named '${name}' on type '`);
    expect(body.error.message).toContain(type);
  });

  test("a permission for a type's own address opens no other", async () => {
    const { call } = await startGraph(many(1), { permissions: ["AgentIdentity.Read.All"] });
    expect((await call(`v1.0/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity`)).status).toBe(200);
    expect((await call(`v1.0/servicePrincipals/${guid(1)}`)).status).toBe(403);
    expect((await call(`v1.0/servicePrincipals/${guid(1)}/oauth2PermissionGrants`)).status).toBe(403);
  });

  test("grants are read with Directory.Read.All, and not with a permission for applications", async () => {
    const path = `v1.0/servicePrincipals/${guid(1)}/oauth2PermissionGrants`;
    const applications = await startGraph(many(1), { permissions: ["Application.Read.All"] });
    expect((await applications.call(path)).status).toBe(403);
    expect((await applications.call(path.replace("oauth2PermissionGrants", "appRoleAssignments"))).status).toBe(200);
    const directory = await startGraph(many(1), { permissions: ["Directory.Read.All"] });
    expect((await directory.call(path)).status).toBe(200);
  });
});

test("people are ids to who may not read them", async () => {
  const owners = [
    { "@odata.type": "#microsoft.graph.user", id: guid(50), displayName: "Ada", mail: "ada@contoso.com" },
    { "@odata.type": "#microsoft.graph.group", id: guid(51), displayName: "Owners" },
    { "@odata.type": "#microsoft.graph.servicePrincipal", id: guid(52), displayName: "bot" },
  ];
  const data = directoryData([agent(1)], { relations: { [guid(1)]: { owners } } });
  const names = async (...more: string[]) => {
    const { call } = await startGraph(data, { permissions: ["AgentIdentity.Read.All", ...more] });
    const { body } = await call(`v1.0/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity/owners`);
    return body.value.map(({ displayName }: { displayName: string | null }) => displayName);
  };
  expect(await names()).toEqual([null, null, "bot"]);
  expect(await names("User.ReadBasic.All")).toEqual(["Ada", null, "bot"]);
  expect(await names("User.Read.All", "GroupMember.Read.All")).toEqual(["Ada", "Owners", "bot"]);
});

describe("lists", () => {
  test("come in pages of a hundred at most, linked to the end", async () => {
    const { call } = await startGraph(many(250));
    expect((await call(`${agentsPath}?$top=101`)).status).toBe(400);
    const seen: string[] = [];
    for (let link = `${agentsPath}?$top=100`; link; ) {
      const { body } = await call(link);
      seen.push(...body.value.map(({ id }: { id: string }) => id));
      link = body["@odata.nextLink"];
    }
    expect(new Set(seen).size).toBe(250);
  });

  test("hold the properties that are selected; attributes only when they are", async () => {
    const { call } = await startGraph(many(1));
    expect((await call(agentsPath)).body.value[0]).not.toHaveProperty("customSecurityAttributes");
    expect((await call(`${agentsPath}?$select=displayName`)).body.value).toEqual([
      { "@odata.type": "#microsoft.graph.agentIdentity", id: guid(1), displayName: "agent-1" },
    ]);
  });

  test("of classic agents are by tag", async () => {
    const tagged = { "@odata.type": "#microsoft.graph.servicePrincipal", id: guid(7), tags: ["AIAgent"] };
    const { call } = await startGraph(directoryData([agent(1), tagged]));
    const filter = (text: string) => `v1.0/servicePrincipals?$filter=${encodeURIComponent(text)}`;
    expect((await call(filter("tags/any(t:t eq 'AIAgent')"))).body.value).toMatchObject([{ id: guid(7) }]);
    expect((await call(filter("displayName eq 'x'"))).status).toBe(400);
  });
});

describe("relations", () => {
  test("of agents go through the type's name, and what is inherited is in beta alone", async () => {
    const owner = { "@odata.type": "#microsoft.graph.user", id: guid(50), displayName: "Ada" };
    const role = { "@odata.type": "#microsoft.graph.appRoleAssignment", id: "r", appRoleId: guid(60) };
    const relations = { [guid(1)]: { owners: [owner], inheritedAppRoleAssignments: [role] } };
    const { call } = await startGraph(directoryData([agent(1)], { relations }));
    const typed = `servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity`;
    expect((await call(`v1.0/${typed}/owners`)).body.value).toEqual([owner]);
    expect(
      (await call(`v1.0/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentityBlueprintPrincipal/owners`)).status,
    ).toBe(404);
    const inherited = `servicePrincipals/microsoft.graph.agentIdentity/${guid(1)}/inheritedAppRoleAssignments`;
    expect((await call(`beta/${inherited}`)).body.value).toEqual([role]);
    expect((await call(`v1.0/${inherited}`)).status).toBe(501);
    expect((await call(`beta/${inherited}?$top=5`)).status).toBe(400);
  });
});

describe("changes", () => {
  test("since a link are each object once, and what is gone says so", async () => {
    const { call, directory } = await startGraph(many(3));
    const start = (await call("v1.0/servicePrincipals/delta?$deltatoken=latest")).body;
    expect(start.value).toEqual([]);
    directory.update("servicePrincipals", guid(1), { displayName: "once" });
    directory.update("servicePrincipals", guid(1), { displayName: "twice" });
    directory.remove(guid(2));
    directory.add(agent(4));
    const { body } = await call(start["@odata.deltaLink"]);
    expect(body.value).toMatchObject([
      { id: guid(1), displayName: "twice" },
      { id: guid(2), "@removed": { reason: "deleted" } },
      { id: guid(4) },
    ]);
    expect((await call(body["@odata.deltaLink"])).body.value).toEqual([]);
  });

  test.each([410, 400] as const)("that are no longer known are %s", async (status) => {
    const { call, directory } = await startGraph(many(1));
    const link = (await call("v1.0/servicePrincipals/delta?$deltatoken=latest")).body["@odata.deltaLink"];
    directory.update("servicePrincipals", guid(1), { displayName: "x" });
    directory.forgetChanges(status);
    expect(await call(link)).toMatchObject({ status, body: { error: { code: "syncStateNotFound" } } });
  });
});

describe("batches", () => {
  const get = (id: string, url: string) => ({ id, method: "GET", url });

  test("answer every request on its own", async () => {
    const { call, graph } = await startGraph(many(2));
    const { body } = await call("v1.0/$batch", {
      requests: [
        get("a", `/servicePrincipals/${guid(1)}`),
        get("b", `/servicePrincipals/${guid(9)}`),
        get("c", "/nothing"),
      ],
    });
    expect(body.responses.map(({ id, status }: { id: string; status: number }) => [id, status])).toEqual([
      ["a", 200],
      ["b", 404],
      ["c", 501],
    ]);
    expect(graph.calls.filter(({ batched }) => batched)).toHaveLength(3);
  });

  test("take twenty requests, with an id each", async () => {
    const { call } = await startGraph(many(1));
    const requests = Array.from({ length: 21 }, (_, i) => get(String(i), "/servicePrincipals/x"));
    expect((await call("v1.0/$batch", { requests })).status).toBe(400);
    expect((await call("v1.0/$batch", { requests: [requests[0], requests[0]] })).status).toBe(400);
    expect((await call("v1.0/$batch", { requests: requests.slice(1) })).status).toBe(200);
  });
});

test("throttling counts what requests cost, batched or not, until ten seconds are over", async () => {
  const { call, clock } = await startGraph(many(1), { unitsPerTenSeconds: 3 });
  const owners = `/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity/owners`;
  const requests = ["a", "b"].map((id) => ({ id, method: "GET", url: owners }));
  const { body } = await call("v1.0/$batch", { requests });
  expect(body.responses).toMatchObject([{ status: 200 }, { status: 429, headers: { "Retry-After": "10" } }]);
  expect((await call(agentsPath)).status).toBe(200);
  const refused = await call(agentsPath);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
  clock.advance(10_000);
  expect((await call(agentsPath)).status).toBe(200);
});
