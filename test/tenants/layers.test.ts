import { guid, loaded, tenantFile } from "./support";

const short = (name: string, digit: string, more = "") =>
  tenantFile(name, digit).replace(/location.*\n|workspace.*\n|resourceGroup.*\n/g, "") + more;

const defaults = `location: northeurope
resourceGroup: { name: rg-agents }
workspace: { name: law-agents, retentionInDays: 90 }
tags: { owner: soc@mssp.example, solution: agent-identities }
thresholds: { MinActiveDays: 5 }
watchlists:
  AgentPolicy:
    - { AgentOrBlueprintId: "*", MaxRepeats: "40", Criticality: Low }
`;
const rings = `rings:
  - name: canary
    soakHours: 48
    settings:
      workspace: { retentionInDays: 120 }
      families: { behaviour: false }
  - name: broad
`;

test("a tenant of four lines has what its ring and the defaults say", () => {
  const {
    tenants,
    rings: order,
    told,
  } = loaded({ "defaults.yaml": defaults, "rings.yml": rings, "a.yml": short("acme", "1", "ring: canary\n") });
  expect(told).toEqual([]);
  expect(tenants![0]!.tenant).toMatchObject({
    name: "acme",
    location: "northeurope",
    resourceGroup: { name: "rg-agents" },
    workspace: { name: "law-agents", retentionInDays: 120 },
    families: { behaviour: false },
  });
  expect(order).toEqual([
    { name: "canary", soakHours: 48 },
    { name: "broad", soakHours: 24 },
  ]);
});

test("the tenant's word goes before its ring's, and the ring's before the defaults'", () => {
  const own = short(
    "acme",
    "1",
    "ring: canary\nlocation: uksouth\nworkspace: { retentionInDays: 365 }\ntags: { owner: ana@acme.example }\n",
  );
  const { tenants } = loaded({ "defaults.yaml": defaults, "rings.yaml": rings, "a.yaml": own });
  expect(tenants![0]!.tenant).toMatchObject({
    location: "uksouth",
    workspace: { name: "law-agents", retentionInDays: 365 },
    tags: { owner: "ana@acme.example", solution: "agent-identities" },
  });
});

test("items of a watchlist that are about the same agent are one, and limits go into the row of every agent", () => {
  const own = short(
    "acme",
    "1",
    `thresholds: { MinActiveDays: 9 }
watchlists:
  AgentPolicy:
    - { AgentOrBlueprintId: "*", Criticality: High }
    - { AgentOrBlueprintId: ${guid("19")}, MaxRepeats: "60" }
`,
  );
  const { tenants, told } = loaded({ "defaults.yaml": defaults, "a.yaml": own });
  expect(told).toEqual([]);
  expect(tenants![0]!.tenant.watchlists).toEqual({
    AgentPolicy: [
      { AgentOrBlueprintId: "*", MaxRepeats: "40", Criticality: "High", MinActiveDays: "9" },
      { AgentOrBlueprintId: guid("19"), MaxRepeats: "60" },
    ],
  });
});

test("an item that a tenant writes twice is refused although the defaults have it, too", () => {
  const twice = `watchlists:\n  AgentPolicy:\n    - { AgentOrBlueprintId: "*" }\n    - { AgentOrBlueprintId: "*", MaxRepeats: "9" }\n`;
  expect(loaded({ "defaults.yaml": defaults, "a.yaml": short("acme", "1", twice) }).told).toEqual([
    expect.stringMatching(/^a\.yaml:7:7 watchlist\/duplicate-item/),
  ]);
});

test.each([
  [
    "in the defaults",
    { "defaults.yaml": defaults.replace("northeurope", "moon") },
    /^defaults\.yaml:1:11 tenant\/region/,
  ],
  ["in a ring", { "rings.yaml": rings.replace("120", "20") }, /^rings\.yaml:5:37 schema\/minimum/],
  [
    "in the tenant's file",
    { "a.yaml": short("acme", "1", "ring: canary\nlocation: moon\n") },
    /^a\.yaml:5:11 tenant\/region/,
  ],
  [
    "nowhere",
    { "defaults.yaml": defaults.replace(/location.*\n/, "") },
    /^a\.yaml:1:1 schema\/missing-key "location" is missing/,
  ],
])("what is wrong is told where it was written: %s", (_what, changed, says) => {
  const files = {
    "defaults.yaml": defaults,
    "rings.yaml": rings,
    "a.yaml": short("acme", "1", "ring: canary\n"),
    ...changed,
  };
  expect(loaded(files).told).toEqual([expect.stringMatching(says)]);
});

test.each([
  [
    "a misspelt key of the defaults",
    "defaults.yaml",
    "locaton: westeurope\n",
    /^defaults\.yaml:1:1 schema\/unknown-key .*mean "location"/,
  ],
  [
    "a misspelt key of a ring",
    "rings.yaml",
    "rings: [{ name: canary, setings: {} }]\n",
    /unknown-key .*mean "settings"/,
  ],
  [
    "a misspelt setting of a ring",
    "rings.yaml",
    "rings: [{ name: canary, settings: { incidnts: rule } }]\n",
    /mean "incidents"/,
  ],
  [
    "a ring that there is twice",
    "rings.yaml",
    "rings: [{ name: canary }, { name: canary }]\n",
    /^rings\.yaml:1:35 tenant\/rings/,
  ],
  [
    "one tenant's own in the defaults",
    "defaults.yaml",
    `tenantId: ${guid("7")}\n`,
    /^defaults\.yaml:1:1 tenant\/not-shared tenantId is each tenant's own/,
  ],
  [
    "principals in a ring",
    "rings.yaml",
    "rings: [{ name: canary, settings: { senders: [] } }]\n",
    /tenant\/not-shared senders/,
  ],
  [
    "a feature that is gone",
    "defaults.yaml",
    "features: { dualWriteAsim: true }\n",
    /^defaults\.yaml:1:13 tenant\/removed-feature/,
  ],
])("%s is refused", (_what, file, text, says) => {
  const told = loaded({ "a.yaml": tenantFile("acme", "1"), [file]: text }).told;
  expect(told).toEqual([expect.stringMatching(says)]);
});

test("a ring that there is not is refused with the one that is meant", () => {
  const files = { "rings.yaml": rings, "a.yaml": tenantFile("acme", "1", "ring: canry\n") };
  expect(loaded(files).told).toEqual([
    expect.stringMatching(/^a\.yaml:7:7 tenant\/ring there is no ring "canry" \(did you mean "canary"\?\)/),
  ]);
  expect(loaded({ "a.yaml": files["a.yaml"] }).told).toEqual([expect.stringMatching(/list it in rings\.yaml/)]);
});

test("a list of agents outside Entra is no tenant", () => {
  const list = `- { id: ${guid("9")}, name: claims, platform: AWS, owner: ana@acme.example }\n`;
  const { tenants, told } = loaded({
    "a.yaml": tenantFile("acme", "1", "features: { collector: true }\nexternalAgents: agents.yaml\n"),
    "agents.yaml": list,
  });
  expect(told).toEqual([]);
  expect(tenants).toHaveLength(1);
});

describe("a selection", () => {
  const files = {
    "rings.yaml": rings,
    "a.yaml": tenantFile("acme", "1", "ring: canary\n"),
    "b.yaml": tenantFile("borealis", "2", "ring: canary\n"),
    "c.yaml": tenantFile("cobalt", "3", "colour: red\n"),
  };
  const names = (selection: Parameters<typeof loaded>[1]) => {
    const { tenants, told } = loaded(files, selection);
    return tenants?.map(({ tenant }) => tenant.name) ?? told;
  };

  test("has the tenants named, those of the rings, and both", () => {
    expect(names({ tenants: ["borealis"] })).toEqual(["borealis"]);
    expect(names({ rings: ["canary"] })).toEqual(["acme", "borealis"]);
    expect(names({ rings: ["canary"], tenants: ["acme"] })).toEqual(["acme", "borealis"]);
  });

  test("is not held up by other tenants' mistakes", () => {
    expect(names({ tenants: ["cobalt"] })).toEqual([expect.stringMatching(/^c\.yaml:7:1 schema\/unknown-key/)]);
    expect(names({})).toEqual([expect.stringMatching(/^c\.yaml:7:1/)]);
  });

  test.each<[string, Parameters<typeof loaded>[1], RegExp]>([
    ["a tenant that there is not", { tenants: ["acmee"] }, /no tenant "acmee" \(did you mean "acme"/],
    ["a ring that there is not", { rings: ["canray"] }, /no ring "canray" \(did you mean "canary"/],
    ["a ring of no tenant", { rings: ["broad"] }, /no tenant is in the ring "broad"/],
  ])("of %s is refused", (_what, selection, says) => {
    expect(names(selection)).toEqual([expect.stringMatching(says)]);
  });
});

test("without Sentinel's principal it is said that nothing starts a playbook", () => {
  expect(loaded({ "a.yaml": tenantFile("acme", "1") }).warnings).toEqual([
    expect.objectContaining({
      severity: "warning",
      code: "tenant/no-automation",
      message: expect.stringMatching(/no automation rule/),
    }),
  ]);
  const known = tenantFile("acme", "1", `sentinelServicePrincipalObjectId: ${guid("17")}\n`);
  expect(loaded({ "a.yaml": known }).warnings).toEqual([]);
});
