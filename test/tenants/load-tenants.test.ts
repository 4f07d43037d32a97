import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ContentError, type Problem, packageRoot } from "../../lib/content";
import { loadTenant, loadTenants, type Tenant } from "../../lib/tenants";
import { shipped } from "../shared/content";

const existing =
  "/subscriptions/9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law";

const fabrikam = `name: fabrikam
tenantId: 4d2f6b1a-93c8-4e57-a0b6-8f1e2c7d5a90
subscriptionId: 9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53
location: westeurope
resourceGroup: { name: rg-soc }
workspace: { name: law-soc }
watchlists:
  AgentPolicy:
    - { AgentOrBlueprintId: a, Criticality: High }
`;

/** Loads the tenants of a folder with the given files. */
function load(files: Record<string, string>): { tenants: Tenant[]; problems: readonly Problem[] } {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return { tenants: loadTenants(folder, shipped), problems: [] };
  } catch (error) {
    if (error instanceof ContentError) return { tenants: [], problems: error.problems };
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("tenants come in the order of their files", () => {
  const contoso = fabrikam
    .replace("fabrikam", "contoso")
    .replace("4d2f6b1a", "5e3a7c2b")
    .replace("9c4a1f60", "ad5b2071");
  const { tenants } = load({ "b.yaml": fabrikam, "a.yml": contoso, "notes.txt": "" });
  expect(tenants.map((t) => t.name)).toEqual(["contoso", "fabrikam"]);
  expect(tenants[1]).toMatchObject({
    workspace: { name: "law-soc" },
    watchlists: { AgentPolicy: [{ Criticality: "High" }] },
  });
});

describe("agents outside Entra", () => {
  const listing = `${fabrikam}externalAgents: agents.csv\nfeatures: { collector: true }\n`;
  const csv = "id,name,platform,owner\na0e1c2d3-0000-4000-8000-000000000001,claims,AWS,ana@contoso.com\n";
  const told = ({ problems }: ReturnType<typeof load>) =>
    problems.map(
      ({ file, line, column, message, suggestion = "" }) =>
        `${file.split("/").at(-1)}:${line}:${column} ${message}: ${suggestion}`,
    );

  test("come from a file beside the tenant's", () => {
    const { tenants } = load({ "a.yaml": listing, "agents.csv": csv });
    expect(tenants[0]!.externalAgents).toEqual([
      { id: "a0e1c2d3-0000-4000-8000-000000000001", name: "claims", platform: "AWS", owner: "ana@contoso.com" },
    ]);
  });

  test("are checked with the tenant, each problem in its own file", () => {
    expect(told(load({ "a.yaml": listing }))).toEqual([
      expect.stringMatching(/^a\.yaml:10:17 there is no file agents\.csv beside the tenant's: /),
    ]);
    expect(told(load({ "a.yaml": listing, "agents.csv": csv.replace("AWS", "AWSS") }))).toEqual([
      expect.stringMatching(/^agents\.csv:2:45 "AWSS" is not allowed/),
    ]);
    const off = listing.replace("collector: true", "collector: false");
    expect(told(load({ "a.yaml": off, "agents.csv": csv }))).toEqual([
      expect.stringMatching(/collector, which is off/),
    ]);
  });

  test.each<[string, string, RegExp | undefined]>([
    ["a public address", "AWS: https://agents.contoso.com/responses", undefined],
    ["one with a port", "AWS: https://agents.contoso.com:8443/", undefined],
    ["no TLS", "AWS: http://agents.contoso.com/responses", /^a\.yaml:13:8 .*https/],
    ["no path", "AWS: https://agents.contoso.com", /https, a host and a path/],
    [
      "a name and password",
      "AWS: https://ana:secret@agents.contoso.com/",
      /^a\.yaml:13:8 "https:\/\/…@agents\.contoso\.com\/" is not allowed/,
    ],
    ["a query", "AWS: https://agents.contoso.com/x?code=1", /has a query or fragment/],
    ["an address by number", "AWS: https://169.254.169.254/metadata", /169\.254\.169\.254, which a Logic App/],
    ["this machine", "AWS: https://localhost/responses", /localhost, which a Logic App/],
    ["a name of the house", "AWS: https://agents.internal/responses", /agents\.internal, which a Logic App/],
    ["a platform that there is not", "Amazon: https://agents.contoso.com/", /"Amazon"/],
    ["a platform of no agent", "Google: https://agents.contoso.com/", /^a\.yaml:13:3 no agent of externalAgents/],
  ])("an endpoint of theirs: %s", (_what, line, problem) => {
    const asked = load({ "a.yaml": `${listing}externalAgentEndpoints:\n  ${line}\n`, "agents.csv": csv });
    expect(told(asked)).toEqual(problem ? [expect.stringMatching(problem)] : []);
  });
});

test("the example tenant is one", () => {
  const path = join(packageRoot(), "tenants", "contoso.yaml");
  expect(loadTenant(path, shipped)).toEqual(loadTenants(join(packageRoot(), "tenants"), shipped)[0]);
});

test.each([
  ["an existing workspace", "workspace: { name: law-soc }", `workspace: { existingWorkspaceId: ${existing} }`],
  ["an existing resource group", "{ name: rg-soc }", "{ name: rg-soc, existing: true }"],
  ["a workspace's retention", "{ name: law-soc }", "{ name: law-soc, retentionInDays: 365 }"],
  ["no protection", "location:", "protect: false\nlocation:"],
  [
    "automatic response where somebody can approve",
    "location:",
    "response: { mode: Auto, approvers: [5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28], approvalHours: 72 }\nlocation:",
  ],
  [
    "a waiver of an approver",
    "location:",
    'response: { approvers: [5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28], releaseWaivers: [{ approver: 5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28, reason: the only one on call, expires: "2026-12-31" }] }\nlocation:',
  ],
  [
    "values as the portal's people write them",
    "Criticality: High",
    'ResponseMode: auto, QuietHours: 22 - 6, MaxFrozenShare: ".5", AllowedDestinations: "a.contoso.com ; *.b.contoso.com;10.0.0.1"',
  ],
  ["incidents of each rule", "location:", "incidents: rule\nlocation:"],
  ["correlation by rule", "location:", "correlation: { default: excluded, rules: { AIC-046: included } }\nlocation:"],
  ["a workspace that is not connected to Defender", "location:", "portal: azure\nlocation:"],
  ["dry runs without approvers", "location:", "response: { mode: DryRun }\nlocation:"],
  ["an empty watchlist", /AgentPolicy:\n.*\n/, "AgentPolicy: []\n"],
])("%s is allowed", (_what, from, to) => {
  expect(load({ "t.yaml": fabrikam.replace(from, to) }).problems).toEqual([]);
});

/** What, the change with the place marked, code, message, suggestion. */
type Case = [string, string | RegExp, string, string, RegExp, RegExp?];
const cases: Case[] = [
  ["a misspelt key", "location:", "‸locaton:", "schema/unknown-key", /"locaton"/, /mean "location"/],
  [
    "a portal that is none",
    "location:",
    "portal: ‸xdr\nlocation:",
    "schema/value",
    /portal|defender/,
    /use one of: defender, azure/,
  ],
  ["a misspelt key inside", "{ name: law-soc }", "{ ‸nme: law-soc }", "schema/unknown-key", /"nme"/, /mean "name"/],
  ["a missing key", "location: westeurope\n", "", "schema/missing-key", /"location" is missing/],
  [
    "an id that is no GUID",
    "tenantId: 4d2f6b1a",
    "tenantId: ‸x4d2f6b1a",
    "schema/pattern",
    / is not allowed in /,
    /write a GUID/,
  ],
  ["a region by its display name", "westeurope", "‸West Europe", "schema/pattern", / is not allowed in /, /short name/],
  [
    "a name with a space",
    "name: fabrikam",
    "name: ‸Fabrikam Inc",
    "schema/pattern",
    / is not allowed in /,
    /lower-case/,
  ],
  [
    "a key with blanks around it",
    "AgentOrBlueprintId: a,",
    'AgentOrBlueprintId: ‸" a ",',
    "watchlist/value",
    /AgentOrBlueprintId " a ", which nothing is called/,
    /write "a", without the blanks/,
  ],
  [
    "a retention Azure does not offer",
    "{ name: law-soc }",
    "{ name: law-soc, retentionInDays: ‸20 }",
    "schema/minimum",
    /20.*>= 30/,
  ],
  [
    "a number as a watchlist value",
    "Criticality: High",
    "Criticality: ‸3",
    "schema/type",
    /3 in .*Criticality must be string/,
  ],
  [
    "a correlation that is none",
    "location:",
    "correlation: { default: ‸on }\nlocation:",
    "schema/value",
    /write excluded, or included/,
  ],
  [
    "a correlation of a rule that there is not",
    "location:",
    "correlation: { rules: { ‸AIC-045b: included } }\nlocation:",
    "tenant/correlation",
    /no rule with the id "AIC-045b"/,
    /AIC-045/,
  ],
  ["no workspace", "workspace: { name: law-soc }", "workspace: ‸{}", "tenant/workspace", /neither/, /give name/],
  [
    "two workspaces",
    "{ name: law-soc }",
    `‸{ name: law-soc, existingWorkspaceId: ${existing} }`,
    "tenant/workspace",
    /both/,
  ],
  [
    "a retention for a workspace that is managed elsewhere",
    "{ name: law-soc }",
    `{ existingWorkspaceId: ${existing}, ‸retentionInDays: 90 }`,
    "tenant/workspace",
    /existing workspace/,
    /remove retentionInDays/,
  ],
  [
    "a workspace's name for its id",
    "{ name: law-soc }",
    "{ existingWorkspaceId: ‸law-soc }",
    "schema/pattern",
    / is not allowed in /,
    /write \/subscriptions\//,
  ],
  ...["Approve", "Auto"].map(
    (mode): Case => [
      `${mode} without anybody who approves`,
      "location:",
      `response: { mode: ‸${mode} }\nlocation:`,
      "tenant/response",
      /no approver/,
      /add approvers/,
    ],
  ),
  [
    "a policy without what it needs",
    "location:",
    "governance: { ‸quarantine: reportOnly }\nlocation:",
    "tenant/governance",
    /needs attributeSet/,
    /switch attributeSet on/,
  ],
  [
    "a delegation to the tenant itself",
    "location:",
    `delegation:
  managingTenantId: ‸4d2f6b1a-93c8-4e57-a0b6-8f1e2c7d5a90
  read: { groups: [{ id: 33333333-3333-4333-8333-333333333333, name: SOC }] }
location:`,
    "tenant/delegation",
    /is the tenant itself/,
    /those who look after this one/,
  ],
  [
    "a delegation of nothing",
    "location:",
    `delegation: ‸{ managingTenantId: 33333333-3333-4333-8333-333333333333 }\nlocation:`,
    "schema/minproperties",
    /./,
  ],
  [
    "a duty that there is not",
    "location:",
    `delegation: { managingTenantId: 33333333-3333-4333-8333-333333333333, ‸reed: { groups: [] } }\nlocation:`,
    "schema/unknown-key",
    /reed/,
    /mean "read"/,
  ],
  [
    "a policy that is neither reported nor enforced",
    "location:",
    "governance: { agentRisk: ‸on }\nlocation:",
    "schema/value",
    /reportOnly, which tells/,
  ],
  [
    "a longer wait than a run should take",
    "location:",
    "response: { approvalHours: ‸73 }\nlocation:",
    "schema/maximum",
    /73.*<= 72/,
  ],
  [
    "a workload for the scope of workloads",
    "location:",
    "response: { workflowScopes: [‸/subscriptions/9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53] }\nlocation:",
    "schema/pattern",
    / is not allowed in /,
    /resourceGroups/,
  ],
  [
    "an unknown watchlist",
    "  AgentPolicy:",
    "  ‸AgentPolcy:",
    "tenant/unknown-watchlist",
    /"AgentPolcy"/,
    /mean "AgentPolicy"/,
  ],
  [
    "an unknown column",
    "Criticality:",
    "‸Criticalty:",
    "watchlist/unknown-column",
    /no column "Criticalty"/,
    /mean "Criticality"/,
  ],
  [
    "an item without its key",
    "{ AgentOrBlueprintId: a, Criticality: High }",
    "‸{ Criticality: High }",
    "watchlist/search-key",
    /searched by AgentOrBlueprintId/,
  ],
  [
    "an item written twice",
    "Criticality: High }",
    "Criticality: High }\n    - ‸{ AgentOrBlueprintId: a }",
    "watchlist/duplicate-item",
    /"a" already/,
    /merge/,
  ],
  ...(
    [
      ["Criticality", "Severe", /has the Criticality "Severe"/, /use one of: Low, Medium, High, Critical/],
      ["ResponseMode", "Atuo", /has the ResponseMode "Atuo"/, /mean "Auto"/],
      ["QuietHours", "22:00-06:00", /has the QuietHours/, /22-06/],
      ["QuietHours", "06-06", /has the QuietHours/, /two different hours/],
      ["QuietHours", "22-25", /has the QuietHours/, /22-06/],
      ["MaxFrozenShare", "150", /has the MaxFrozenShare/, /from 0 to 1/],
      ["MaxFrozenShare", "0,25", /has the MaxFrozenShare/, /from 0 to 1/],
      ["MaxResponsesPerHour", "five", /has the MaxResponsesPerHour/, /whole number from 0 to 100/],
      ["MaxResponsesPerHour", "2.5", /has the MaxResponsesPerHour/, /whole number/],
      ["MinActiveDays", "-1", /has the MinActiveDays/, /whole number of 0 or more/],
      ["SigningRequired", "yes", /has the SigningRequired/, /true, false/],
      [
        "AllowedDestinations",
        "https://reports.contoso.com/upload",
        /has the AllowedDestinations/,
        /write "reports\.contoso\.com" for/,
      ],
      ["AllowedDestinations", "a.contoso.com:443", /has the AllowedDestinations/, /write "a\.contoso\.com" for/],
      ["AllowedDestinations", "a.contoso.com, b.contoso.com", /has the AllowedDestinations/, /by semicolons/],
      ["AllowedDestinations", "contoso.*", /has the AllowedDestinations/, /names of hosts/],
      ["AllowedTools", "read,write", /has the AllowedTools/, /separated by semicolons/],
    ] as const
  ).map(
    ([column, value, says, suggests]): Case => [
      `the ${column} ${value}`,
      "Criticality: High",
      `${column}: ‸"${value}"`,
      "watchlist/value",
      says,
      suggests,
    ],
  ),
  ...["soon", "2026-02-30", "01/04/2026", "2026-04-01T12:00:00"].map(
    (Expiry): Case => [
      `an exception that ends ${Expiry}`,
      / {2}AgentPolicy:\n.*\n/,
      `  AgentExceptions:\n    - { AgentId: a, DetectionId: AIC-046, Expiry: ‸"${Expiry}" }\n`,
      "watchlist/value",
      /has the Expiry/,
      /2026-04-01/,
    ],
  ),
  ...(["AIC-999", "aic-046", "046"] as const).map(
    (id): Case => [
      `an exception from ${id}`,
      / {2}AgentPolicy:\n.*\n/,
      `  AgentExceptions:\n    - { AgentId: a, DetectionId: ‸"${id}", Expiry: "2026-04-01" }\n`,
      "watchlist/value",
      /has the DetectionId/,
      /AIC-0/,
    ],
  ),
  [
    "a deployer until some day",
    / {2}AgentPolicy:\n.*\n/,
    "  AgentDeployers:\n    - { PrincipalId: a, Expiry: ‸next year }\n",
    "watchlist/value",
    /has the Expiry "next year"/,
    /2026-04-01/,
  ],
  [
    "an exception without an end",
    / {2}AgentPolicy:\n.*\n/,
    "  AgentExceptions:\n    - ‸{ AgentId: a, DetectionId: AIC-046 }\n",
    "watchlist/value",
    /has no Expiry/,
    /write a day/,
  ],
  [
    "a waiver for somebody who is no approver",
    "location:",
    'response: { releaseWaivers: [{ approver: ‸5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28, reason: the only one on call, expires: "2026-12-31" }] }\nlocation:',
    "tenant/waiver",
    /none of the approvers/,
  ],
  ...(
    [
      [
        "until a day that there is not",
        "the only one on call",
        '‸"2026-02-30"',
        "tenant/waiver",
        /no day 2026-02-30/,
        undefined,
      ],
      ["for ever", "the only one on call", "‸never", "schema/pattern", /"never" is not allowed/, /write a day/],
      ["without a reason", "‸x", '"2026-12-31"', "schema/minlength", /"x" is not allowed/, /say why/],
    ] as const
  ).map(
    ([what, reason, expires, code, says, suggests]): Case => [
      `a waiver ${what}`,
      "location:",
      `response: { approvers: [5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28], releaseWaivers: [{ approver: 5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28, reason: ${reason}, expires: ${expires} }] }\nlocation:`,
      code,
      says,
      suggests,
    ],
  ),
  ["a key written twice", "location:", "location: northeurope\n‸location:", "syntax/duplicate-key", /not well-formed/],
  ["a list that is not closed", "{ name: rg-soc }", "{ name: rg-soc", "syntax/not-well-formed", /not well-formed/],
];

test.each(cases.map((row) => [row[0], row] as const))("%s is refused", (_what, [, from, to, code, says, suggests]) => {
  const marked = fabrikam.replace(from, () => to);
  expect(marked).not.toBe(fabrikam);
  const { problems } = load({ "t.yaml": marked.replace("‸", "") });
  const before = marked.slice(0, marked.indexOf("‸"));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    code,
    file: expect.stringMatching(/t\.yaml$/),
    message: expect.stringMatching(says),
    ...(suggests ? { suggestion: expect.stringMatching(suggests) } : {}),
    ...(marked.includes("‸")
      ? { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") }
      : {}),
  });
});

test("more items than code should hold are refused, those of the content counted", () => {
  const items = Array.from({ length: 101 }, (_, i) => `    - { AgentOrBlueprintId: a${i} }`).join("\n");
  const { problems } = load({ "t.yaml": fabrikam.replace(/ {4}- .*\n/, `${items}\n`) });
  expect(problems).toEqual([expect.objectContaining({ code: "watchlist/too-many-items", line: 9 })]);
});

test("a file counts whatever the case of its ending", () => {
  expect(load({ "Fabrikam.YAML": fabrikam }).tenants.map(({ name }) => name)).toEqual(["fabrikam"]);
  const both = load({ "defaults.yaml": "location: westeurope\n", "Defaults.YML": "{}\n", "t.yaml": fabrikam });
  expect(both.problems).toMatchObject([{ code: "tenant/duplicate" }]);
});

test.each(["", "# nothing yet\n"])("a file that says nothing is told to be empty: %j", (text) => {
  expect(load({ "t.yaml": text }).problems).toMatchObject([
    { code: "schema/type", message: "the file is empty", suggestion: expect.stringContaining("tenantId") },
  ]);
});

test("a folder with a file's name is told, and the others are read", () => {
  const { problems } = load({ "a.yaml/b.yaml": "x", "t.yaml": fabrikam.replace("location:", "locaton:") });
  expect(problems.map(({ code }) => code)).toEqual(["file/unreadable", "schema/unknown-key"]);
});

test("two files for one tenant are refused", () => {
  expect(load({ "a.yaml": fabrikam, "b.yaml": fabrikam }).problems).toEqual([
    expect.objectContaining({ code: "tenant/duplicate", file: expect.stringMatching(/b\.yaml$/), line: 1, column: 7 }),
  ]);
});

test("the problems of all files come at once", () => {
  const { problems } = load({ "a.yaml": fabrikam.replace("location:", "locaton:"), "b.yaml": "name: [\n" });
  expect(problems.map((p) => p.code)).toEqual(["schema/unknown-key", expect.stringMatching(/^syntax\//)]);
});

test.each([
  ["without files", () => load({})],
  ["that does not exist", () => ({ problems: problemsOf(() => loadTenants("/nowhere/tenants", shipped)) })],
])("a folder %s is refused with what to write", (_what, run) => {
  expect(run().problems).toEqual([
    expect.objectContaining({ code: "tenant/none", suggestion: expect.stringContaining("tenants/contoso.yaml") }),
  ]);
});

function problemsOf(run: () => void): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    return (error as ContentError).problems;
  }
}

test("a feature that is gone is told with why, and what to write instead", () => {
  const { problems } = load({ "a.yaml": `${fabrikam}features: { dualWriteAsim: true, collector: false }\n` });
  expect(problems).toMatchObject([
    {
      code: "tenant/removed-feature",
      message: expect.stringMatching(/no feature dualWriteAsim any more: ASimAgentEventLogs takes no rows/),
      suggestion: expect.stringMatching(/remove it; ASimAgentEventAgentIdentities/),
      line: fabrikam.split("\n").length,
    },
  ]);
});
