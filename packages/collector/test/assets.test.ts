import type { DirectoryData, GraphObject } from "../../../lib/emulator/graph";
import { agent, directoryData, everything, guid } from "../../../test/emulator/graph-support";
import { shipped } from "../../../test/shared/content";
import { SendError } from "../src/send/sender";
import { syncing } from "./asset-support";

const ada = {
  "@odata.type": "#microsoft.graph.user",
  id: guid(90),
  displayName: "Ada",
  userPrincipalName: "ada@contoso.com",
};
const graphRoles: GraphObject = {
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: guid(80),
  appRoles: [
    { id: guid(81), value: "User.Read.All" },
    { id: guid(82), value: "RoleManagement.ReadWrite.Directory" },
    { id: guid(83), value: "Sites.ReadWrite.All" },
  ],
};
const grant = (role: number): GraphObject => ({
  "@odata.type": "#microsoft.graph.appRoleAssignment",
  id: `a${role}`,
  appRoleId: guid(role),
  resourceId: guid(80),
});
const scopes = (scope: string): GraphObject => ({
  "@odata.type": "#microsoft.graph.oAuth2PermissionGrant",
  id: scope,
  scope,
});

/** One blueprint with its principal, two agents, one classic agent, one agent user. */
function tenant(more: Partial<DirectoryData> = {}): DirectoryData {
  return directoryData(
    [
      graphRoles,
      agent(1, {
        agentIdentityBlueprintId: guid(11),
        createdByAppId: guid(70),
        createdDateTime: "2026-01-01T00:00:00Z",
      }),
      agent(2, { agentIdentityBlueprintId: guid(11) }),
      {
        "@odata.type": "#microsoft.graph.agentIdentityBlueprintPrincipal",
        id: guid(12),
        appId: guid(11),
        displayName: "finance",
        accountEnabled: true,
        servicePrincipalType: "Application",
      },
      {
        "@odata.type": "#microsoft.graph.servicePrincipal",
        id: guid(21),
        appId: guid(22),
        displayName: "old bot",
        accountEnabled: true,
        tags: ["AIAgent"],
      },
    ],
    {
      applications: [
        {
          "@odata.type": "#microsoft.graph.agentIdentityBlueprint",
          id: guid(10),
          appId: guid(11),
          displayName: "finance",
          publisherDomain: "contoso.com",
          keyCredentials: [{ keyId: "k2", startDateTime: "2026-02-01T00:00:00Z", endDateTime: "2026-08-01T00:00:00Z" }],
          passwordCredentials: [
            { keyId: "p1", startDateTime: "2026-01-15T00:00:00Z", endDateTime: "2026-06-01T00:00:00Z" },
          ],
        },
        {
          "@odata.type": "#microsoft.graph.application",
          id: guid(23),
          appId: guid(22),
          tags: ["AIAgent"],
          keyCredentials: [],
          passwordCredentials: [{ keyId: "p2", endDateTime: "2026-05-01T00:00:00Z" }],
        },
      ],
      users: [
        {
          "@odata.type": "#microsoft.graph.agentUser",
          id: guid(31),
          displayName: "Agent One",
          identityParentId: guid(1),
        },
      ],
      federatedIdentityCredentials: {
        [guid(10)]: [
          { "@odata.type": "#f", id: guid(40), name: "gh", issuer: "https://i", subject: "repo:a/b", audiences: ["x"] },
        ],
      },
      relations: {
        [guid(10)]: { owners: [ada], sponsors: [ada] },
        [guid(12)]: { appRoleAssignments: [grant(81)] },
        [guid(1)]: {
          owners: [ada],
          sponsors: [ada],
          appRoleAssignments: [grant(83), grant(99)],
          oauth2PermissionGrants: [scopes("User.Read Mail.Read"), scopes("User.Read")],
          inheritedAppRoleAssignments: [grant(81)],
        },
        [guid(21)]: { owners: [ada], appRoleAssignments: [grant(82)] },
      },
      riskyAgents: [{ "@odata.type": "#r", id: guid(2), riskLevel: "high", riskState: "atRisk" }],
      roleDefinitions: [{ "@odata.type": "#d", id: guid(60), displayName: "Global Reader" }],
      roleAssignments: [{ "@odata.type": "#a", id: "ra", principalId: guid(2), roleDefinitionId: guid(60) }],
      ...more,
    },
  );
}

const ids = (rows: readonly Record<string, unknown>[]) => rows.map(({ AgentId }) => AgentId);

describe("a full run", () => {
  test("writes every identity with what Graph says of it", async () => {
    const { run, sender, graph } = await syncing(tenant());
    expect(await run("Full")).toMatchObject({ type: "Full", rows: 6, deleted: 0, notes: [] });
    const rows = sender.take();
    const row = (n: number) => rows.find(({ AgentId }) => AgentId === guid(n))!;
    expect(row(1)).toMatchObject({
      SnapshotType: "Full",
      SnapshotId: "full-2026-03-02T10:00:00.000Z",
      AssetType: "AgentIdentity",
      AppId: guid(1),
      BlueprintId: guid(11),
      BlueprintPrincipalId: guid(12),
      ServicePrincipalType: "ServiceIdentity",
      CreatedByAppId: guid(70),
      Owners: [{ id: guid(90), userPrincipalName: "ada@contoso.com", displayName: "Ada" }],
      OwnerCount: 1,
      SponsorCount: 1,
      CustomSecurityAttributes: { AgentGovernance: { QuarantineState: "None" } },
      // A role that its resource does not name stays a GUID.
      AppRoles: [guid(99), "Sites.ReadWrite.All"],
      DelegatedScopes: ["Mail.Read", "User.Read"],
      InheritedAppRoles: ["User.Read.All"],
      PrivilegeTier: 1,
      RiskLevel: "none",
      DirectoryRoles: [],
      LifecycleState: "Active",
      IsDeleted: false,
    });
    expect(row(2)).toMatchObject({
      RiskLevel: "high",
      RiskState: "atRisk",
      DirectoryRoles: ["Global Reader"],
      PrivilegeTier: 2,
    });
    expect(row(10)).toMatchObject({
      AssetType: "Blueprint",
      AppId: guid(11),
      BlueprintPrincipalId: guid(12),
      KeyCredentials: [{ keyId: "k2" }],
      PasswordCredentialCount: 1,
      FederatedCredentials: [{ id: guid(40), issuer: "https://i", subject: "repo:a/b" }],
      OldestCredentialStart: "2026-01-15T00:00:00.000Z",
      NextCredentialExpiry: "2026-06-01T00:00:00.000Z",
    });
    expect(row(12)).toMatchObject({ AssetType: "BlueprintPrincipal", AppRoles: ["User.Read.All"], OwnerCount: 0 });
    expect(row(21)).toMatchObject({
      AssetType: "ClassicAgent",
      AppId: guid(22),
      PasswordCredentialCount: 1,
      AppRoles: ["RoleManagement.ReadWrite.Directory"],
      PrivilegeTier: 0,
      SponsorCount: 0,
    });
    expect(row(31)).toMatchObject({ AssetType: "AgentUser", AdditionalFields: { AgentIdentityId: guid(1) } });
    expect(graph.calls.filter(({ status }) => status === 501)).toEqual([]);
  });

  test("names the stream's columns, all of them and no others", async () => {
    const { run, sender } = await syncing(tenant());
    await run("Full");
    const streams = shipped.tables.flatMap(({ data }) => data.streams ?? []);
    const columns = streams.find(({ name }) => name === "Custom-AgentAsset")!.columns.map(({ name }) => name);
    for (const row of sender.rows) expect(Object.keys(row).sort()).toEqual([...columns].sort());
  });

  test("falls back to the blueprint principal's grants where Graph does not say what is inherited", async () => {
    const { run, sender, graph } = await syncing(tenant());
    const answer = graph.answer.bind(graph);
    graph.answer = (request, principal, endpoint) => {
      const answered = answer(request, principal, endpoint);
      const { responses } = (answered.body ?? {}) as { responses?: { status: number; body: unknown }[] };
      if (request.path.startsWith("/beta/$batch")) for (const item of responses ?? []) item.status = 404;
      return answered;
    };
    await run("Full");
    const row = sender.rows.find(({ AgentId }) => AgentId === guid(1));
    expect(row).toMatchObject({ InheritedAppRoles: ["User.Read.All"], InheritedScopes: [] });
  });

  test("leaves columns empty that it may not read, and says which permission is missing", async () => {
    const { run, sender } = await syncing(
      tenant(),
      everything.filter((role) => !/^(Custom|Directory|IdentityRisky|RoleM|User)/.test(role)),
    );
    const { notes } = await run("Full");
    const missing = notes.flatMap(
      (text) => /(?:^(\w+):.*)?grant the application permission (\S+)/.exec(text)?.[2] ?? [],
    );
    expect(missing.sort()).toEqual([
      "CustomSecAttributeAssignment.Read.All",
      // Grants of its own and inherited ones, each told once.
      "Directory.Read.All",
      "Directory.Read.All",
      "IdentityRiskyAgent.Read.All",
      "RoleManagement.Read.Directory",
      "User.Read.All",
    ]);
    expect(notes).toContainEqual(expect.stringMatching(/known by their ids alone; .* grant User.Read.All/));
    expect(sender.rows.filter(({ AssetType }) => AssetType === "AgentUser")).toEqual([]);
    expect(sender.rows.find(({ AgentId }) => AgentId === guid(1))).toMatchObject({
      AppRoles: [guid(99), "Sites.ReadWrite.All"],
      DelegatedScopes: null,
      InheritedAppRoles: ["User.Read.All"],
      InheritedScopes: null,
      Owners: [{ id: guid(90), type: "user" }],
      OwnerCount: 1,
      PrivilegeTier: 1,
    });
    expect(sender.rows.find(({ AgentId }) => AgentId === guid(2))).toMatchObject({
      CustomSecurityAttributes: null,
      RiskLevel: null,
      DirectoryRoles: null,
    });
  });

  test("says of nobody that he is gone whom it may not read any more", async () => {
    const { run, sender, graph, clock } = await syncing(tenant());
    await run("Full");
    sender.take();
    clock.advance(86_400_000);
    const answer = graph.answer.bind(graph);
    graph.answer = (request, principal, endpoint) =>
      request.path.includes("agentUser")
        ? { status: 403, headers: {}, body: { error: { code: "Authorization_RequestDenied", message: "no" } } }
        : answer(request, principal, endpoint);
    expect(await run("Full")).toMatchObject({ deleted: 0, rows: 5 });
  });

  test("writes an agent of the newer kind once, also when it has the tag of classic ones", async () => {
    const tagged = (object: GraphObject) => ({ ...object, tags: ["AIAgent"] });
    const data = tenant();
    const { run, sender } = await syncing({
      ...data,
      applications: data.applications.map(tagged),
      servicePrincipals: data.servicePrincipals.map((one) => (one.id === guid(80) ? one : tagged(one))),
    });
    expect(await run("Full")).toMatchObject({ rows: 6 });
    const kinds = sender.take().map(({ AssetType, AgentId }) => `${AssetType} ${AgentId}`);
    expect(kinds.filter((kind) => kind.startsWith("ClassicAgent"))).toEqual([`ClassicAgent ${guid(21)}`]);
  });

  test("says of deactivated blueprints, principals and classic agents that they are disabled", async () => {
    const data = tenant();
    const off = (object: GraphObject) => ({ ...object, isDisabled: true });
    const { run, sender } = await syncing({ ...data, applications: data.applications.map(off) });
    await run("Full");
    const rows = sender.take();
    for (const id of [guid(10), guid(21)])
      expect(rows.find(({ AgentId }) => AgentId === id)).toMatchObject({
        AccountEnabled: false,
        LifecycleState: "Disabled",
      });
    expect(rows.find(({ AgentId }) => AgentId === guid(1))).toMatchObject({ LifecycleState: "Active" });
  });

  test("knows an agent that is its blueprint's only one, with the blueprint's application id and no principal", async () => {
    const data = tenant();
    const { run, sender } = await syncing({
      ...data,
      servicePrincipals: [
        ...data.servicePrincipals.filter(({ id }) => id !== guid(12)),
        agent(3, { appId: guid(11), agentIdentityBlueprintId: guid(11) }),
      ],
    });
    await run("Full");
    expect(sender.take().find(({ AgentId }) => AgentId === guid(3))).toMatchObject({
      AssetType: "AgentIdentity",
      AppId: guid(11),
      BlueprintId: guid(11),
      BlueprintPrincipalId: null,
      AdditionalFields: { SingleInstance: true },
    });
  });

  test("that may not read agents fails, and nobody is said to be gone", async () => {
    const { run, sender } = await syncing(tenant(), ["IdentityRiskyAgent.Read.All", "RoleManagement.Read.Directory"]);
    await expect(run("Full")).rejects.toThrow(
      /grant the application permission AgentIdentityBlueprintPrincipal.Read.All/,
    );
    expect(sender.rows).toEqual([]);
  });
});

describe("a delta run", () => {
  test("without one before it is a full one", async () => {
    const { run } = await syncing(tenant());
    expect((await run("Delta")).type).toBe("Full");
    expect(await run("Delta")).toMatchObject({ type: "Delta", rows: 0 });
  });

  test("writes what changed, what is new and what is gone, and nothing else", async () => {
    const { run, sender, directory, clock } = await syncing(tenant());
    await run("Full");
    const before = sender.take().find(({ AgentId }) => AgentId === guid(1))!;
    clock.advance(3_600_000);
    directory.update("servicePrincipals", guid(1), { accountEnabled: false });
    directory.update("servicePrincipals", guid(80), { displayName: "no agent" });
    directory.remove(guid(2));
    directory.add(agent(3, { agentIdentityBlueprintId: guid(11) }));
    expect(await run("Delta")).toMatchObject({ type: "Delta", rows: 3, deleted: 1 });
    const rows = sender.take();
    expect(rows).toMatchObject([
      { AgentId: guid(1), SnapshotType: "Delta", AccountEnabled: false, LifecycleState: "Disabled" },
      { AgentId: guid(3), AssetType: "AgentIdentity" },
      { AgentId: guid(2), AssetType: "AgentIdentity", AgentName: "agent-2", BlueprintId: guid(11), IsDeleted: true },
    ]);
    expect(rows[0]!.ConfigHash).not.toBe(before.ConfigHash);
    expect(await run("Delta")).toMatchObject({ rows: 0 });
  });

  test("sees risk, credentials and inherited grants change, which are no change of the agent's object", async () => {
    const { run, sender, directory } = await syncing(tenant());
    await run("Full");
    sender.take();
    directory.update("riskyAgents", guid(2), { riskLevel: "none", riskState: "dismissed" });
    directory.update("applications", guid(10), { passwordCredentials: [] });
    await run("Delta");
    expect(ids(sender.take())).toEqual([guid(10), guid(2)]);
    directory.relate(guid(12), "appRoleAssignments", [grant(81), grant(82)]);
    directory.relate(guid(1), "inheritedAppRoleAssignments", [grant(81), grant(82)]);
    await run("Delta");
    expect(sender.take()).toMatchObject([
      { AgentId: guid(12), PrivilegeTier: 0 },
      {
        AgentId: guid(1),
        PrivilegeTier: 0,
        InheritedAppRoles: ["RoleManagement.ReadWrite.Directory", "User.Read.All"],
      },
    ]);
  });

  test("sees own grants and owners change, of which Graph's changes say nothing", async () => {
    const { run, sender, directory } = await syncing(tenant());
    await run("Full");
    sender.take();
    directory.relate(guid(1), "appRoleAssignments", [grant(81), grant(82)]);
    await run("Delta");
    expect(sender.take()).toMatchObject([
      { AgentId: guid(1), SnapshotType: "Delta", AppRoles: ["RoleManagement.ReadWrite.Directory", "User.Read.All"] },
    ]);
    directory.relate(guid(1), "owners", []);
    await run("Delta");
    expect(sender.take()).toMatchObject([{ AgentId: guid(1), OwnerCount: 0 }]);
    expect(await run("Delta")).toMatchObject({ rows: 0 });
  });

  test("reads agents in turn where there are many, and comes to each", async () => {
    const { run, sender, directory } = await syncing(tenant());
    await run("Full");
    sender.take();
    for (const id of [guid(1), guid(2)]) directory.relate(id, "appRoleAssignments", [grant(81)]);
    const told: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      await run("Delta", { inTurn: 1 });
      told.push(ids(sender.take()));
    }
    expect(told).toEqual([[guid(1)], [guid(2)], []]);
  });

  test.each([410, 400] as const)(
    "is a full one when Graph no longer knows where the last one ended (%s)",
    async (status) => {
      const { run, directory, clock } = await syncing(tenant());
      await run("Full");
      clock.advance(1000);
      directory.update("servicePrincipals", guid(1), { accountEnabled: false });
      directory.forgetChanges(status);
      expect(await run("Delta")).toMatchObject({
        type: "Full",
        rows: 6,
        notes: [expect.stringMatching(/no longer knows/)],
      });
      expect(await run("Delta")).toMatchObject({ type: "Delta", rows: 0 });
    },
  );
});

describe("an object of Graph that cannot be read", () => {
  /** One agent's tags are a number, or its id is none. */
  const broken = (member: string) => (text: string) => {
    const answer = JSON.parse(text, (_key, value) => {
      if (value?.id !== guid(1) || value.displayName === undefined) return value;
      return member === "id" ? { ...value, id: null } : { ...value, tags: 7 };
    });
    return JSON.stringify(answer);
  };

  test("is set aside and told, and the others are written", async () => {
    const calm = await syncing(tenant());
    await calm.run("Full");
    const ids = calm.sender.take().map(({ AgentId }) => AgentId);
    for (const member of ["tags", "id"]) {
      const { run, sender } = await syncing(tenant(), undefined, broken(member));
      const { notes } = await run("Full");
      expect(sender.take().map(({ AgentId }) => AgentId)).toEqual(ids.filter((id) => id !== guid(1)));
      expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/^AgentIdentity .*was set aside: /)]));
    }
  });

  test("is not taken for deleted", async () => {
    let spoil = false;
    const { run, sender } = await syncing(tenant(), undefined, (text) => (spoil ? broken("tags")(text) : text));
    await run("Full");
    sender.take();
    spoil = true;
    const { deleted } = await run("Full");
    expect(deleted).toBe(0);
    expect(sender.take().filter(({ IsDeleted }) => IsDeleted)).toEqual([]);
  });

  test("a row that no request takes, or that the endpoint refuses, is set aside", async () => {
    const { run, sender } = await syncing(tenant());
    const refused = guid(2);
    const picky = {
      sendOnce: sender.sendOnce.bind(sender),
      send: async (stream: string, rows: readonly Readonly<Record<string, unknown>>[]) => {
        if (rows.some(({ AgentId }) => AgentId === refused))
          throw new SendError(stream, "400 the request is malformed", "", 400);
        await sender.send(stream, rows);
      },
    };
    const { notes } = await run("Full", { sender: picky });
    expect(notes).toContain(`AgentIdentity ${refused} was set aside: 400 the request is malformed`);
    const ids = sender.take().map(({ AgentId }) => AgentId);
    expect(ids).toContain(guid(1));
    expect(ids).not.toContain(refused);
  });
});
