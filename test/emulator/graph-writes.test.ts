import { agent, directoryData, guid, reader, startGraph } from "./graph-support";

const blueprint = {
  "@odata.type": "#microsoft.graph.agentIdentityBlueprint",
  id: guid(20),
  appId: guid(21),
  displayName: "factory",
  passwordCredentials: [{ keyId: guid(30) }, { keyId: guid(31) }],
  keyCredentials: [{ keyId: guid(32) }],
};
const principal = {
  "@odata.type": "#microsoft.graph.agentIdentityBlueprintPrincipal",
  id: guid(22),
  appId: guid(21),
  displayName: "factory",
  accountEnabled: true,
};
const classic = {
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: guid(7),
  appId: guid(8),
  displayName: "classic",
  accountEnabled: true,
};
const agentUser = {
  "@odata.type": "#microsoft.graph.agentUser",
  id: guid(40),
  userPrincipalName: "agent@contoso.com",
  accountEnabled: true,
};
const data = directoryData([agent(1, { agentIdentityBlueprintId: guid(21) }), principal, classic], {
  applications: [blueprint],
  users: [agentUser, { "@odata.type": "#microsoft.graph.user", id: guid(41), accountEnabled: true }],
  federatedIdentityCredentials: {
    [blueprint.id]: [
      { "@odata.type": "#microsoft.graph.federatedIdentityCredential", id: guid(50), name: "main" },
      { "@odata.type": "#microsoft.graph.federatedIdentityCredential", id: guid(51), name: "rogue" },
    ],
  },
});
const started = (permissions: readonly string[], more: { lag?: number } = {}) =>
  startGraph(data, { permissions: [...new Set(["AgentIdentity.Read.All", ...permissions])], ...more });
const agentPath = `v1.0/servicePrincipals/${guid(1)}/microsoft.graph.agentIdentity`;
const isEnabled = async ({ call }: Awaited<ReturnType<typeof started>>) =>
  (await call(`${agentPath}?$select=accountEnabled`)).body.accountEnabled;

describe("an agent identity", () => {
  test("is frozen, and the trail says who did it", async () => {
    const graph = await started(["AgentIdentity.EnableDisable.All"]);
    const answer = await graph.send("PATCH", agentPath, { accountEnabled: false });
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect(await isEnabled(graph)).toBe(false);
    expect(graph.directory.writes).toEqual([
      {
        at: "2026-03-02T10:00:00.000Z",
        by: reader,
        collection: "servicePrincipals",
        id: guid(1),
        name: "agent-1",
        before: { accountEnabled: true },
        after: { accountEnabled: false },
      },
    ]);
  });

  test("needs of every property its own permission", async () => {
    const freezing = await started(["AgentIdentity.EnableDisable.All"]);
    const labelling = await started(["CustomSecAttributeAssignment.ReadWrite.All"]);
    const attributes = {
      AgentGovernance: {
        "@odata.type": "#Microsoft.DirectoryServices.CustomSecurityAttributeValue",
        QuarantineState: "Quarantined",
      },
    };
    const body = { customSecurityAttributes: attributes };
    expect((await freezing.send("PATCH", agentPath, body)).status).toBe(403);
    expect((await freezing.send("PATCH", agentPath, { accountEnabled: false, ...body })).status).toBe(403);
    expect(await isEnabled(freezing)).toBe(true);
    expect((await labelling.send("PATCH", agentPath, { accountEnabled: false })).status).toBe(403);
    expect((await labelling.send("PATCH", agentPath, body)).status).toBe(204);
    const read = await labelling.call(`${agentPath}?$select=customSecurityAttributes`);
    expect(read.body.customSecurityAttributes.AgentGovernance.QuarantineState).toBe("Quarantined");
    expect((await labelling.send("PATCH", agentPath, { displayName: "x" })).status).toBe(403);
  });

  test.each([
    ["an unknown property", { accountEnabled: false, frozen: true }, /Invalid property 'frozen'/],
    ["a value of another type", { accountEnabled: "false" }, /accountEnabled/],
    ["nothing", {}, /JSON object/],
    ["another type", { "@odata.type": "#microsoft.graph.user", accountEnabled: false }, /no #microsoft.graph.user/],
  ])("is not changed by %s", async (_what, body, message) => {
    const graph = await started(["AgentIdentity.ReadWrite.All"]);
    const answer = await graph.send("PATCH", agentPath, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, "Request_BadRequest"]);
    expect(answer.body.error.message).toMatch(message);
    expect(await isEnabled(graph)).toBe(true);
  });

  test("is found under its own type only", async () => {
    const { send } = await started(["AgentIdentity.EnableDisable.All", "Application.ReadWrite.All"]);
    const body = { accountEnabled: false };
    const missing = await send("PATCH", agentPath.replace(guid(1), guid(7)), body);
    expect([missing.status, missing.body.error.code]).toEqual([404, "Request_ResourceNotFound"]);
    expect((await send("PATCH", `v1.0/servicePrincipals/${guid(1)}`, body)).status).toBe(400);
  });
});

test("blueprint principals and classic service principals are frozen by permissions of their own", async () => {
  const fleet = await started([
    "AgentIdentityBlueprintPrincipal.EnableDisable.All",
    "AgentIdentityBlueprintPrincipal.Read.All",
  ]);
  const path = `v1.0/servicePrincipals/${principal.id}/microsoft.graph.agentIdentityBlueprintPrincipal`;
  expect((await fleet.send("PATCH", path, { accountEnabled: false })).status).toBe(204);
  expect((await fleet.call(path)).body.accountEnabled).toBe(false);
  expect((await fleet.send("PATCH", `v1.0/servicePrincipals/${classic.id}`, { accountEnabled: false })).status).toBe(
    403,
  );

  const owner = await started(["Application.ReadWrite.OwnedBy", "Application.Read.All"]);
  const byAppId = `v1.0/servicePrincipals(appId='${classic.appId}')`;
  expect((await owner.send("PATCH", byAppId, { accountEnabled: false })).status).toBe(403);
  owner.directory.relate(classic.id, "owners", [{ "@odata.type": "#microsoft.graph.servicePrincipal", id: reader }]);
  expect((await owner.send("PATCH", byAppId, { accountEnabled: false })).status).toBe(204);
  expect((await owner.call(byAppId)).body).toMatchObject({ id: classic.id, accountEnabled: false });
});

test("an agent user is disabled and its sessions revoked; another user is out of reach", async () => {
  const { send, directory, call } = await started(["AgentIdUser.ReadWrite.All", "User.RevokeSessions.All"]);
  expect((await send("PATCH", `v1.0/users/${guid(40)}`, { accountEnabled: false })).status).toBe(204);
  expect((await send("PATCH", `v1.0/users/${guid(41)}`, { accountEnabled: false })).status).toBe(403);
  expect(await call("v1.0/users/agent@contoso.com/revokeSignInSessions", {})).toMatchObject({
    status: 200,
    body: { value: true },
  });
  expect(directory.get("users", guid(40))).toMatchObject({
    accountEnabled: false,
    signInSessionsValidFromDateTime: "2026-03-02T10:00:00.000Z",
  });
});

test("verdicts change the risk of the agents they name, and of none when one is unknown", async () => {
  const { call } = await started(["IdentityRiskyAgent.ReadWrite.All"]);
  const verdict = (action: string, ...agentIds: string[]) =>
    call(`beta/identityProtection/riskyAgents/${action}`, { agentIds });
  const risk = async () => (await call("beta/identityProtection/riskyAgents")).body.value;
  expect((await verdict("confirmCompromised", guid(1), guid(99))).status).toBe(404);
  expect(await risk()).toEqual([]);
  expect((await verdict("confirmCompromised", guid(1))).status).toBe(204);
  expect(await risk()).toMatchObject([
    { id: guid(1), agentDisplayName: "agent-1", riskState: "confirmedCompromised", riskLevel: "high" },
  ]);
  expect((await verdict("confirmSafe", guid(1))).status).toBe(204);
  expect(await risk()).toMatchObject([{ riskState: "confirmedSafe", riskLevel: "none" }]);
  expect((await verdict("dismiss")).status).toBe(400);
  expect((await call("v1.0/identityProtection/riskyAgents/dismiss", { agentIds: [guid(1)] })).status).toBe(501);
});

describe("credentials of a blueprint", () => {
  const cast = `v1.0/applications/${blueprint.id}/microsoft.graph.agentIdentityBlueprint`;
  const allowed = ["AgentIdentityBlueprint.AddRemoveCreds.All", "AgentIdentityBlueprint.Read.All"];

  test("are removed by id, once", async () => {
    const { call } = await started(allowed);
    expect((await call(`${cast}/removePassword`, { keyId: guid(31) })).status).toBe(204);
    expect(
      (await call(`v1.0/applications(appId='${blueprint.appId}')/microsoft.graph.agentIdentityBlueprint`)).body
        .passwordCredentials,
    ).toEqual([{ keyId: guid(30) }]);
    expect((await call(`${cast}/removePassword`, { keyId: guid(31) })).status).toBe(400);
    expect((await call(`${cast}/removePassword`, {})).status).toBe(400);
  });

  test("that are keys take a proof of possession", async () => {
    const { call } = await started(allowed);
    expect((await call(`${cast}/removeKey`, { keyId: guid(32) })).status).toBe(400);
    const claims = { aud: "00000002-0000-0000-c000-000000000000", iss: blueprint.id };
    const proof = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;
    expect((await call(`${cast}/removeKey`, { keyId: guid(32), proof })).status).toBe(204);
  });

  test("that are federated are removed by id or name, and through the plain address by permissions for applications", async () => {
    const { send, call, directory } = await started([...allowed, "Application.ReadWrite.All"]);
    const names = async () =>
      (await call(`${cast}/federatedIdentityCredentials`)).body.value.map(({ name }: { name: string }) => name);
    expect((await send("DELETE", `${cast}/federatedIdentityCredentials/${guid(51)}`)).status).toBe(204);
    expect(await names()).toEqual(["main"]);
    const plain = `v1.0/applications/${blueprint.id}/federatedIdentityCredentials`;
    expect((await send("DELETE", `${plain}/rogue`)).status).toBe(404);
    expect((await send("DELETE", `${plain}/main`)).status).toBe(204);
    expect(await names()).toEqual([]);
    expect(directory.writes.map(({ before, after }) => [before, after])).toEqual([
      [{ federatedIdentityCredentials: ["main", "rogue"] }, { federatedIdentityCredentials: ["main"] }],
      [{ federatedIdentityCredentials: ["main"] }, { federatedIdentityCredentials: [] }],
    ]);
  });

  test("stay without the permission", async () => {
    const { send } = await started(["AgentIdentityBlueprint.Read.All"]);
    expect((await send("DELETE", `${cast}/federatedIdentityCredentials/main`)).status).toBe(403);
  });

  test("take no parameter that the action does not have", async () => {
    const { call } = await started(allowed);
    const { status, body } = await call(`${cast}/removePassword`, { keyId: guid(31), reason: "rogue" });
    expect([status, body.error.message]).toEqual([400, expect.stringMatching(/'reason' .* it takes keyId/)]);
  });
});

describe("custom security attributes", () => {
  const values = (set: string, more: object) => ({
    customSecurityAttributes: {
      [set]: { "@odata.type": "#Microsoft.DirectoryServices.CustomSecurityAttributeValue", ...more },
    },
  });

  test.each([
    [
      "a set that nobody defined",
      values("AgentGovernence", { QuarantineState: "None" }),
      /set 'AgentGovernence' is not/,
    ],
    [
      "an attribute that the set does not have",
      values("AgentGovernance", { Quarantine: "None" }),
      /'Quarantine' is not/,
    ],
    [
      "a value that is not predefined",
      values("AgentGovernance", { ResponseMode: "Automatic" }),
      /It takes Off, DryRun/,
    ],
    [
      "a list for one value",
      values("AgentGovernance", { LineageHash: ["a"], "LineageHash@odata.type": "#Collection(String)" }),
      /takes one value/,
    ],
  ])("do not take %s", async (_what, body, message) => {
    const { send } = await started(["CustomSecAttributeAssignment.ReadWrite.All"]);
    const answer = await send("PATCH", agentPath, body);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(message)]);
  });

  test("are those of the tenant, where it has others", async () => {
    const { send } = await startGraph(
      { ...data, attributeSets: { Cost: { Centres: { isCollection: true, values: ["a", "b"] } } } },
      { permissions: ["CustomSecAttributeAssignment.ReadWrite.All"] },
    );
    const centres = (list: string[]) => values("Cost", { Centres: list, "Centres@odata.type": "#Collection(String)" });
    expect((await send("PATCH", agentPath, centres(["a", "b"]))).status).toBe(204);
    expect((await send("PATCH", agentPath, centres(["a", "c"]))).status).toBe(400);
    expect((await send("PATCH", agentPath, values("AgentGovernance", { LineageHash: "x" }))).status).toBe(400);
  });
});

test("mail is accepted and kept", async () => {
  const { call, directory } = await started(["Mail.Send"]);
  const message = { subject: "Agent frozen", toRecipients: [{ emailAddress: { address: "owner@contoso.com" } }] };
  const path = `v1.0/users/${guid(41)}/sendMail`;
  expect(await call(path, { message })).toMatchObject({ status: 202, body: undefined });
  expect((await call(path, { message: { subject: "to nobody" } })).status).toBe(400);
  expect((await call(`v1.0/users/${guid(99)}/sendMail`, { message })).status).toBe(404);
  expect(directory.mails).toEqual([{ at: "2026-03-02T10:00:00.000Z", by: reader, from: guid(41), message }]);
});

test("reads lag behind writes by the time they are told to", async () => {
  const graph = await started(["AgentIdentity.EnableDisable.All", "Application.Read.All"], { lag: 30_000 });
  const start = (await graph.call("v1.0/servicePrincipals/delta?$deltatoken=latest")).body["@odata.deltaLink"];
  await graph.send("PATCH", agentPath, { accountEnabled: false });
  expect(await isEnabled(graph)).toBe(true);
  expect((await graph.call("v1.0/servicePrincipals/microsoft.graph.agentIdentity")).body.value).toMatchObject([
    { accountEnabled: true },
  ]);
  expect((await graph.call(start)).body.value).toEqual([]);
  graph.clock.advance(29_999);
  expect(await isEnabled(graph)).toBe(true);
  graph.clock.advance(1);
  expect(await isEnabled(graph)).toBe(false);
  expect((await graph.call(start)).body.value).toMatchObject([{ id: guid(1), accountEnabled: false }]);
});

test("every answer carries a request id, the same in every run", async () => {
  const ids = async () => {
    const { call, send } = await started([]);
    const answers = [
      await call(agentPath),
      await send("PATCH", agentPath, {}),
      await call(agentPath, undefined, { Authorization: "" }),
    ];
    const [, refused] = answers;
    const carried = answers.map(({ headers }) => headers.get("request-id"));
    expect(refused!.body.error.innerError["request-id"]).toBe(carried[1]);
    return carried;
  };
  const first = await ids();
  expect(new Set(first).size).toBe(3);
  expect(await ids()).toEqual(first);
});

test("faults answer instead, as often as they say; the request may take effect all the same", async () => {
  const { send, call, directory } = await startGraph(data, {
    permissions: ["AgentIdentity.EnableDisable.All", "AgentIdentity.Read.All"],
    faults: [
      {
        method: "PATCH",
        url: "*/microsoft.graph.agentIdentity",
        status: 429,
        headers: { "Retry-After": "7" },
        times: 1,
      },
      { method: "PATCH", url: /servicePrincipals/, status: "timeout", applied: true, times: 1 },
      { method: "PATCH", url: /servicePrincipals/, status: "connection", times: 1 },
    ],
  });
  const freeze = () => send("PATCH", agentPath, { accountEnabled: false });
  const throttled = await freeze();
  expect([throttled.status, throttled.headers.get("retry-after"), directory.writes.length]).toEqual([429, "7", 0]);
  const lost = await freeze();
  expect([lost.status, lost.headers.get("x-emulator-fault"), directory.writes.length]).toEqual([504, "timeout", 1]);
  await expect(freeze()).rejects.toThrow();
  expect((await freeze()).status).toBe(204);
  expect((await call(agentPath)).body.accountEnabled).toBe(false);
});

test.each([
  [{ url: "*", status: 42 }, /status 42/],
  [{ url: "*", status: 500, times: -1 }, /-1 times/],
])("a fault that makes no sense is refused", async (fault, message) => {
  await expect(startGraph(data, { faults: [fault] })).rejects.toThrow(message);
});
