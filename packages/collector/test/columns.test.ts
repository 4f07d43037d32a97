import { applicationColumns, enabled, isSingleInstance, principalColumns, tierOf } from "../src/assets/columns";
import { ownersOf, peoplePaths, readPeople } from "../src/assets/people";
import type { GraphClient } from "../src/graph";

describe("what a service principal says of itself", () => {
  test("is in its columns, lists in order", () => {
    const principal = {
      id: "p",
      displayName: "Ledger",
      accountEnabled: true,
      servicePrincipalType: "Application",
      createdDateTime: "2026-01-01T00:00:00Z",
      createdByAppId: "c",
      appOwnerOrganizationId: "t",
      signInAudience: "AzureADMyOrg",
      verifiedPublisher: { displayName: "Contoso" },
      tags: ["b", "c", "a"],
    };
    expect(principalColumns(principal)).toEqual({
      AgentName: "Ledger",
      AccountEnabled: true,
      ServicePrincipalType: "Application",
      CreatedDateTime: "2026-01-01T00:00:00Z",
      CreatedByAppId: "c",
      AppOwnerTenantId: "t",
      SignInAudience: "AzureADMyOrg",
      VerifiedPublisher: "Contoso",
      Tags: ["a", "b", "c"],
      LifecycleState: "Active",
    });
    expect(principal.tags).toEqual(["b", "c", "a"]);
  });

  test("is unknown where it says nothing, and leaves what the application says", () => {
    expect(principalColumns({ id: "p" })).toEqual({
      AgentName: null,
      AccountEnabled: null,
      ServicePrincipalType: null,
      CreatedDateTime: null,
      AppOwnerTenantId: null,
      Tags: [],
      LifecycleState: "Active",
    });
  });

  test.each([
    [true, [{}], true],
    [undefined, [{}], null],
    [true, [{ isDisabled: null }, { isDisabled: true }], false],
    [undefined, [{ isDisabled: true }], false],
    [false, [], false],
  ])("whether it may sign in: %j and %j", (account, objects, expected) => {
    expect(enabled(account, ...objects)).toBe(expected);
  });
});

test("what an application says of itself is in its columns, and null where it says nothing", () => {
  const said = { createdByAppId: "c", createdDateTime: "2026-01-01T00:00:00Z", signInAudience: "x" };
  const application = { id: "o", appId: "a", ...said, publisherDomain: "contoso.com", tags: ["b", "a"] };
  expect(applicationColumns({ ...application, verifiedPublisher: { displayName: "Contoso" } })).toEqual({
    CreatedByAppId: "c",
    CreatedDateTime: "2026-01-01T00:00:00Z",
    SignInAudience: "x",
    PublisherDomain: "contoso.com",
    VerifiedPublisher: "Contoso",
    Tags: ["a", "b"],
  });
  expect(applicationColumns({ id: "o", appId: "a" })).toEqual({
    CreatedByAppId: null,
    CreatedDateTime: null,
    SignInAudience: null,
    PublisherDomain: null,
    VerifiedPublisher: "",
    Tags: [],
  });
});

test("how far roles reach is unknown as soon as some of them are", () => {
  expect(tierOf([[], null], [])).toBeNull();
  expect(tierOf([["Directory.Read.All"], ["RoleManagement.ReadWrite.Directory"]], null)).toBe(
    tierOf([["RoleManagement.ReadWrite.Directory"]], []),
  );
  expect(tierOf([], ["Global Administrator"])).toBe(tierOf([["RoleManagement.ReadWrite.Directory"]], []));
  expect(tierOf([], null)).toBe(tierOf([[]], []));
  expect(tierOf([], [])).not.toBe(tierOf([], ["Global Administrator"]));
});

test.each([
  [{ id: "p", appId: "A", agentIdentityBlueprintId: "a" }, true],
  [{ id: "a", appId: "A", agentIdentityBlueprintId: "a" }, false],
  [{ id: "p", appId: "b", agentIdentityBlueprintId: "a" }, false],
  [{ id: "p" }, false],
])("%j shares the id of its blueprint: %s", (principal, expected) => {
  expect(isSingleInstance(principal)).toBe(expected);
});

describe("owners and sponsors", () => {
  const agent = peoplePaths("servicePrincipals", "p", "agentIdentity");
  const read = async (answers: Readonly<Record<string, readonly object[] | number>>, paths = [agent]) => {
    const notes: string[] = [];
    const lists = async (_version: string, wanted: readonly string[]) =>
      new Map(wanted.map((path) => [path, answers[path.split("?")[0]!.split("/").at(-1)!]]));
    const people = await readPeople({ lists } as unknown as GraphClient, paths, (text) => notes.push(text));
    return { people, notes };
  };
  const ann = { id: "a", "@odata.type": "#microsoft.graph.user", displayName: "Ann", userPrincipalName: "ann@c.test" };
  const group = { id: "b", "@odata.type": "#microsoft.graph.group", displayName: "Owners" };

  test("are listed by id, with what is known of them", async () => {
    const { people, notes } = await read({ owners: [{ ...ann, id: "c" }, ann, group], sponsors: [] });
    expect(people).toEqual([
      {
        Owners: [
          { id: "a", type: "user", userPrincipalName: "ann@c.test", displayName: "Ann" },
          { id: "b", type: "group", displayName: "Owners" },
          { id: "c", type: "user", userPrincipalName: "ann@c.test", displayName: "Ann" },
        ],
        OwnerCount: 3,
        Sponsors: [],
        SponsorCount: 0,
      },
    ]);
    expect(notes).toEqual([]);
  });

  test("that may not be read are unknown, and told once", async () => {
    const { people, notes } = await read({ owners: [ann], sponsors: 403 });
    expect(people).toMatchObject([{ OwnerCount: 1, Sponsors: null, SponsorCount: null }]);
    expect(notes).toEqual([expect.stringMatching(/^sponsors: .*Application\.Read\.All$/)]);
  });

  test("that are known by their ids alone are told", async () => {
    const { people, notes } = await read({ owners: [{ id: "x" }], sponsors: [group] });
    expect(people).toMatchObject([{ Owners: [{ id: "x" }] }]);
    expect(notes).toEqual([expect.stringMatching(/known by their ids alone/)]);
  });

  test("of an object that is gone are none; an ordinary principal has no sponsors", async () => {
    expect((await read({ owners: 404, sponsors: [] })).people).toEqual([undefined]);
    expect((await read({ owners: [ann] }, [ownersOf("p")])).people).toMatchObject([{ OwnerCount: 1, SponsorCount: 0 }]);
  });
});
