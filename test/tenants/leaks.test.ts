import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { guid, loaded, tenantFile } from "./support";

const contoso = readFileSync(join(packageRoot(), "tenants/contoso.yaml"), "utf8");

describe("a copied file", () => {
  const copy = contoso.replace("name: contoso", "name: fabrikam");

  test("is refused for each id that is the other tenant's, in both", () => {
    const told = loaded({ "contoso.yaml": contoso, "fabrikam.yaml": copy }).told.filter((line) =>
      line.includes("leak"),
    );
    const inCopy = told.filter((line) => line.startsWith("fabrikam.yaml"));
    const place = (text: string) => {
      const before = copy.slice(0, copy.indexOf(text)).split("\n");
      return `fabrikam.yaml:${before.length}:`;
    };
    for (const text of [
      "4d2f6b1a",
      "9c4a1f60",
      "6a1d9e3c",
      "0f8c2d7b",
      "soc@contoso.com",
      "5b1d3c7a",
      "/subscriptions",
      "2e8b5d17",
      "3f6c2b1e",
    ])
      expect(inCopy).toContainEqual(expect.stringMatching(new RegExp(`^${place(text)}`)));
    expect(inCopy[0]).toMatch(/the id 4d2f6b1a\S+ is contoso's, too: \S*contoso\.yaml:4:11 .*sameTenantAs: contoso/);
    expect(told.some((line) => line.startsWith("contoso.yaml"))).toBe(true);
  });

  test("leaks what was not replaced, in whatever case it is written", () => {
    const mended = tenantFile("fabrikam", "1", "response: { mailSender: 5B1D3C7A-0E42-4F96-8A7D-C3B9E1F05D28 }\n");
    expect(loaded({ "contoso.yaml": contoso, "fabrikam.yaml": mended }, { tenants: ["fabrikam"] }).told).toEqual([
      expect.stringMatching(/^fabrikam\.yaml:7:25 tenant\/leak the id 5b1d3c7a/),
    ]);
  });
});

/** What two files have in common. */
test.each([
  ["a sender", `senders: [{ name: gw, principalId: ${guid("9")}, everyAgent: true }]`],
  ["a sender without a name", `senderPrincipalIds: [${guid("9")}]`],
  ["Sentinel's principal", `sentinelServicePrincipalObjectId: ${guid("9")}`],
  ["an approver", `response: { approvers: [${guid("9")}] }`],
  ["a mailbox", `response: { mailSender: ${guid("9")} }`],
  ["a resource group of workloads", `response: { workflowScopes: [/subscriptions/${guid("9")}/resourceGroups/rg] }`],
  ["an agent with a policy", `watchlists: { AgentPolicy: [{ AgentOrBlueprintId: ${guid("9")} }] }`],
  ["a deployer", `watchlists: { AgentDeployers: [{ PrincipalId: ${guid("9")}, Reason: pipeline }] }`],
  ["a text with an id", `watchlists: { AgentDeployers: [{ PrincipalId: x, Reason: as ${guid("9")} does }] }`],
  ["an owner", "tags: { owner: soc@acme.example }"],
  ["a storage account of states", "backend: { resourceGroupName: rg, storageAccountName: stacme, containerName: tf }"],
  [
    "a channel",
    `sentinelServicePrincipalObjectId: ID
response:
  mode: Auto
  approvers: [APPROVER]
  approvals: { channel: teams, teamId: TEAM, channelId: "19:0123abcd@thread.tacv2" }`,
  ],
])("%s of two tenants is refused", (_what, more) => {
  const own = (digit: string) =>
    more
      .replace("ID\n", `${guid(`${digit}5`)}\n`)
      .replace("APPROVER", guid(`${digit}6`))
      .replace("TEAM", guid(`${digit}7`));
  const files = { "a.yaml": tenantFile("acme", "1", own("1")), "b.yaml": tenantFile("borealis", "2", own("2")) };
  expect(loaded(files).told).toEqual([
    expect.stringMatching(/^a\.yaml:\d+:\d+ tenant\/leak .* is borealis's, too: \S*b\.yaml/),
    expect.stringMatching(/^b\.yaml:\d+:\d+ tenant\/leak .* is acme's, too: \S*a\.yaml/),
  ]);
  expect(loaded({ "a.yaml": files["a.yaml"], "c.yaml": tenantFile("cobalt", "3") }).told).toEqual([]);
});

test("a workspace of another tenant's subscription is refused", () => {
  const id = `/subscriptions/${guid("12")}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law`;
  const other = tenantFile("borealis", "2").replace("{ name: law-soc }", `{ existingWorkspaceId: ${id} }`);
  expect(loaded({ "a.yaml": tenantFile("acme", "1"), "b.yaml": other }).told).toContainEqual(
    expect.stringMatching(/^b\.yaml:6:35 tenant\/leak the id 12aaaaaa/),
  );
});

test("what tenants share is in the defaults, and in no tenant's file", () => {
  const approvers = `response: { approvers: [${guid("9")}] }\n`;
  const files = {
    "a.yaml": tenantFile("acme", "1"),
    "b.yaml": tenantFile("borealis", "2"),
    "defaults.yaml": approvers,
  };
  expect(loaded(files).told).toEqual([]);
  expect(loaded({ ...files, "a.yaml": tenantFile("acme", "1", approvers) }).told).toEqual([
    expect.stringMatching(/^defaults\.yaml:1:25 tenant\/leak .*acme's .*defaults would give it to others/),
  ]);
  expect(
    loaded({
      ...files,
      "rings.yaml": `rings: [{ name: x, settings: { response: { workflowScopes: [/subscriptions/${guid("12")}/resourceGroups/rg] } } }]\n`,
    }).told,
  ).toEqual([expect.stringMatching(/^rings\.yaml:1:\d+ tenant\/leak the id 12aaaaaa\S* is acme's/)]);
});

test("an application may serve many tenants by its appId", () => {
  const sender = (digit: string) =>
    `senders: [{ name: gw, principalId: ${guid(`${digit}8`)}, blueprints: [${guid("9")}] }]\n`;
  const files = { "a.yaml": tenantFile("acme", "1", sender("1")), "b.yaml": tenantFile("borealis", "2", sender("2")) };
  expect(loaded(files).told).toEqual([]);
});

describe("two deployments in one Entra tenant", () => {
  const second = (more = "") => tenantFile("acme-test", "2", more).replace(guid("21"), guid("11"));
  const told = (more: string, first = "") =>
    loaded({ "a.yaml": tenantFile("acme", "1", first), "b.yaml": second(more) }).told;

  test("say so", () => {
    expect(told("sameTenantAs: acme\n")).toEqual([]);
    expect(told("")).toEqual([
      expect.stringMatching(/^a\.yaml:2/),
      expect.stringMatching(/^b\.yaml:2:11 .*sameTenantAs: acme/),
    ]);
  });

  test("name one that there is, in the same tenant", () => {
    expect(told("sameTenantAs: acmee\n")).toContainEqual(
      expect.stringMatching(/no other tenant "acmee" \(did you mean "acme"/),
    );
    const other = tenantFile("other", "3", "sameTenantAs: acme\n");
    expect(loaded({ "a.yaml": tenantFile("acme", "1"), "o.yaml": other }).told).toEqual([
      expect.stringMatching(/^o\.yaml:7:15 tenant\/same-tenant acme is in another Entra tenant/),
    ]);
  });

  test("hold the tenant's policies once", () => {
    const on = "governance: { attributeSet: true }\n";
    expect(told(`sameTenantAs: acme\n${on}`, on)).toEqual([
      expect.stringMatching(/^b\.yaml:8:15 tenant\/governance acme holds/),
    ]);
  });

  test("are not in one resource group, nor in one workspace", () => {
    const inGroup = second("sameTenantAs: acme\n").replace(guid("22"), guid("12"));
    expect(loaded({ "a.yaml": tenantFile("acme", "1"), "b.yaml": inGroup }).told).toEqual([
      expect.stringMatching(/^b\.yaml:5:24 tenant\/same-place acme deploys to this resource group already/),
    ]);
    const id = `/subscriptions/${guid("12")}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law`;
    const use = (file: string) => file.replace("{ name: law-soc }", `{ existingWorkspaceId: ${id} }`);
    expect(
      loaded({ "a.yaml": use(tenantFile("acme", "1")), "b.yaml": use(second("sameTenantAs: acme\n")) }).told,
    ).toEqual([expect.stringMatching(/^b\.yaml:6:35 tenant\/same-place acme deploys to this workspace already/)]);
  });
});

test.each([
  ["zeros for the tenant", tenantFile("acme", "1").replace(guid("11"), guid0()), /^a\.yaml:2:11 tenant\/nobody/],
  [
    "zeros in a scope",
    tenantFile("acme", "1", `response: { workflowScopes: [/subscriptions/${guid0()}/resourceGroups/rg] }`),
    /^a\.yaml:7:30 tenant\/nobody/,
  ],
  [
    "zeros for a sender",
    tenantFile("acme", "1", `senders: [{ name: gw, principalId: ${guid0()}, everyAgent: true }]`),
    /tenant\/nobody/,
  ],
  [
    "zeros in a watchlist",
    tenantFile("acme", "1", `watchlists: { AgentDeployers: [{ PrincipalId: ${guid0()} }] }`),
    /tenant\/nobody/,
  ],
  [
    "the appId of Sentinel's application for its object id",
    tenantFile("acme", "1", "sentinelServicePrincipalObjectId: 98785600-1bb7-4fb9-b9fa-19afe2c8a360"),
    /^a\.yaml:7:35 tenant\/wrong-id 98785600\S+ is the appId of Azure Security Insights, .*az ad sp show --id 98785600/,
  ],
  [
    "a blueprint for an agent",
    tenantFile(
      "acme",
      "1",
      `senders: [{ name: gw, principalId: ${guid("8")}, agents: [${guid("9")}], blueprints: [${guid("9")}] }]`,
    ),
    /tenant\/wrong-id 9aaaaaaa\S+ is the appId of an application that this file names by it/,
  ],
  [
    "the intake's application for a sender",
    tenantFile("acme", "1", `collector: { intakeClientId: ${guid("9")} }\nsenderPrincipalIds: [${guid("9")}]`),
    /^a\.yaml:8:22 tenant\/wrong-id/,
  ],
  [
    "the tenant for an approver",
    tenantFile("acme", "1", `response: { approvers: [${guid("11")}] }`),
    /wrong-id .* is the id of the tenant/,
  ],
  [
    "the tenant for its subscription",
    tenantFile("acme", "1").replace(guid("12"), guid("11")),
    /^a\.yaml:3:17 tenant\/wrong-id the subscription has the id of the tenant/,
  ],
  [
    "a region with a letter missing",
    tenantFile("acme", "1").replace("westeurope", "westeurop"),
    /^a\.yaml:4:11 tenant\/region Azure has no region "westeurop" \(did you mean "westeurope"/,
  ],
  [
    "no region of the earth",
    tenantFile("acme", "1").replace("westeurope", "moon"),
    /"moon" \(.*az account list-locations/,
  ],
])("%s is refused", (_what, file, says) => {
  expect(loaded({ "a.yaml": file }).told).toEqual([expect.stringMatching(says)]);
});

function guid0(): string {
  return "00000000-0000-0000-0000-000000000000";
}
