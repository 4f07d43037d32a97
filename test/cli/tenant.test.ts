import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { guid } from "../tenants/support";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const [tenants, content, out] = ["tenants", "content", "out"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
cpSync(join(packageRoot(), "pipeline"), join(content, "pipeline"), { recursive: true });
const places = ["--tenants", tenants, "--content", content];
const add = (name: string, digit: string, ...more: string[]) =>
  agentid(
    "tenant",
    "add",
    name,
    "--tenant-id",
    guid(`${digit}1`),
    "--subscription-id",
    guid(`${digit}2`),
    ...places,
    ...more,
  );
const file = (name: string) => join(tenants, `${name}.yaml`);

test("a tenant is added with ten lines or less, valid at once, and no other file is touched", async () => {
  expect(await add("acme", "1")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/acme\.yaml\nnext: agentid plan --tenant acme/),
  });
  const text = readFileSync(file("acme"), "utf8");
  expect(text.trim().split("\n").length).toBeLessThanOrEqual(10);
  expect(text).toMatch(/^# yaml-language-server: \$schema=\S+tenant\.schema\.json\nname: acme\n/);
  expect(await agentid("synth", ...places, "--out", out)).toMatchObject({ code: 0 });
});

test("what defaults and ring say is left out of it", async () => {
  writeFileSync(
    join(tenants, "defaults.yaml"),
    "location: northeurope\nresourceGroup: { name: rg }\nworkspace: { name: law-soc }\n",
  );
  writeFileSync(join(tenants, "rings.yaml"), "rings: [{ name: canary }]\n");
  expect((await add("borealis", "2", "--ring", "canary", "--sentinel-object-id", guid("27"))).err).toBe("");
  expect(readFileSync(file("borealis"), "utf8").split("\n").slice(1)).toEqual([
    "name: borealis",
    "ring: canary",
    `tenantId: ${guid("21")}`,
    `subscriptionId: ${guid("22")}`,
    `sentinelServicePrincipalObjectId: ${guid("27")}`,
    "",
  ]);
});

test.each<[string, string, string[], RegExp]>([
  ["of another tenant", "1", [], /tenant\/leak/],
  ["with a region that there is not", "3", ["--location", "westeurop"], /did you mean "westeurope"/],
  ["with a ring that there is not", "3", ["--ring", "canry"], /did you mean "canary"/],
])("one %s is refused, and no file is left behind", async (_what, digit, more, says) => {
  expect(await add("cobalt", digit, ...more)).toMatchObject({ code: 1, err: expect.stringMatching(says) });
  expect(existsSync(file("cobalt"))).toBe(false);
});

test("a file that is there is not written over", async () => {
  expect(await add("acme", "5")).toMatchObject({ code: 1, err: expect.stringMatching(/acme\.yaml is there already/) });
});

test("tenants are listed, for people and programs", async () => {
  expect((await agentid("tenant", "list", ...places)).out).toMatch(
    /acme[\s\S]*westeurope[\s\S]*DryRun[\s\S]*borealis[\s\S]*canary[\s\S]*northeurope/,
  );
  expect(JSON.parse((await agentid("tenant", "list", ...places, "--format", "json")).out).tenants).toMatchObject([
    { name: "acme" },
    { name: "borealis", ring: "canary" },
  ]);
});

describe("a plan", () => {
  const plan = async (...more: string[]) => (await agentid("plan", ...places, "--against", out, ...more)).out;

  test("says what is new, what changes, and what goes", async () => {
    expect(await plan("--tenant", "acme")).toBe("acme: nothing changes");
    const text = readFileSync(file("acme"), "utf8");
    writeFileSync(
      file("acme"),
      `${text}senders: [{ name: gateway, principalId: ${guid("18")}, everyAgent: true }]\nthresholds: { MaxRepeats: 40 }\n`,
    );
    const told = await plan();
    expect(told).toMatch(/\+ permission \S+ gets Monitoring Metrics Publisher on \S*gateway/);
    expect(told).toMatch(/\+ watchlist item \*, 40/);
    expect(told).toMatch(/borealis: \d+ appear, 0 change, 0 go$/m);
    writeFileSync(file("acme"), text.replace("law-agent-identities", "law-other"));
    expect(await plan("--tenant", "acme")).toMatch(
      /~ workspace law-other \(name: "law-agent-identities" → "law-other"\)/,
    );
    writeFileSync(file("acme"), text);
  });

  test("says how a month changes, where somebody says what comes in", async () => {
    const text = readFileSync(file("acme"), "utf8");
    writeFileSync(file("acme"), `${text}features: { protocolArchive: true }\n`);
    const told = await plan("--tenant", "acme", "--agents", "10000");
    writeFileSync(file("acme"), text);
    expect(told).toMatch(/^acme, a month: 39\.\d → 42\.\d GB come in, \d+ → \d+ GB kept beyond what is included$/m);
    expect(await agentid("plan", ...places, "--prices", "prices.json")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--usage or --agents/),
    });
  });

  test("writes nothing, and is JSON for programs", async () => {
    expect(JSON.parse(await plan("--tenant", "borealis", "--format", "json"))).toMatchObject({
      stacks: ["borealis"],
      changes: expect.arrayContaining([expect.objectContaining({ what: "appears", kind: "workspace" })]),
    });
    expect(existsSync(join(out, "stacks", "borealis"))).toBe(false);
  });

  test("of what changed since a revision that there is not is refused", async () => {
    expect(await agentid("plan", ...places, "--changed-since", "--output=x")).toMatchObject({ code: 1 });
  });
});

describe("what is deployed", () => {
  test("is handed over in a document", async () => {
    const { out: text } = await agentid("handover", "acme", ...places, "--out", out);
    expect(text).toMatch(/^# acme: agents in Microsoft Sentinel/);
    expect(text).toMatch(/\| workspace \| law-agent-identities \|/);
    expect(text).toMatch(/AgentExecution_CL \(\d+ days\)/);
    expect(text).toMatch(/agentid offboard acme/);
  });

  test("comes to so much in a month, in money only where prices are given", async () => {
    const cost = (...more: string[]) => agentid("cost", "acme", ...places, "--out", out, ...more);
    expect((await cost("--agents", "10000")).out).toMatch(
      /comes in: 39\.1 GB in Analytics\n[\s\S]*curl -sG https:\/\/prices\.azure\.com.*'westeurope'/,
    );
    const usage = join(folder, "usage.json");
    const prices = join(folder, "prices.json");
    writeFileSync(usage, JSON.stringify([{ DataType: "AgentExecution_CL", Day: "2026-03-01", Quantity: 2000 }]));
    const price = { currencyCode: "EUR", armRegionName: "westeurope", serviceName: "Sentinel", retailPrice: 2 };
    writeFileSync(prices, JSON.stringify({ Items: [{ ...price, meterName: "Pay-as-you-go Analysis" }] }));
    const { out: told } = await cost("--usage", usage, "--prices", prices);
    expect(told).toMatch(/AgentExecution_CL +Analytics +comes in +60\.0 GB +120\.00 EUR/);
    expect(told).not.toContain("curl");
    expect(await cost()).toMatchObject({ code: 1, err: expect.stringMatching(/az monitor log-analytics query/) });
    expect(await cost("--usage", usage, "--agents", "1")).toMatchObject({ code: 1 });
    expect((await cost("--record", "--currency", "EUR")).out).toMatch(/Usage \|[\s\S]*currencyCode='EUR'/);
  });

  test("is adopted by import blocks, where it is the same", async () => {
    const group = `/subscriptions/${guid("12")}/resourceGroups/rg-agent-identities`;
    const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/law-agent-identities`;
    const existing = join(folder, "existing.json");
    const found = [
      group,
      workspace,
      `${workspace}/tables/AgentExecution_CL`,
      `${workspace}/providers/Microsoft.SecurityInsights/watchlists/AgentPolicy`,
      `${group}/providers/Microsoft.Web/sites/other`,
    ];
    writeFileSync(existing, JSON.stringify({ value: found.map((id) => ({ id, name: id.split("/").at(-1) })) }));
    const { code, out: told } = await agentid("adopt", "acme", ...places, "--out", out, "--existing", existing);
    expect([code, told]).toEqual([
      0,
      expect.stringMatching(/imports\.tf\.json: 4 imports\nnot of this stack: \S+sites\/other$/),
    ]);
    const { import: imports } = JSON.parse(readFileSync(join(out, "stacks/acme/imports.tf.json"), "utf8"));
    const { resource } = JSON.parse(readFileSync(join(out, "stacks/acme/cdk.tf.json"), "utf8"));
    expect(imports.map(({ id }: { id: string }) => id).sort()).toEqual(found.slice(0, 4).sort());
    for (const { to } of imports as { to: string }[]) {
      const [type, name] = to.split(".") as [string, string];
      expect(resource[type][name]).toBeDefined();
    }
    writeFileSync(existing, "{}");
    expect(await agentid("adopt", "acme", ...places, "--out", out, "--existing", existing)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/without an id/),
    });
  });

  test("leaves in order, with what is lost said first", async () => {
    const { out: text } = await agentid("offboard", "acme", ...places, "--out", out);
    expect(text).toMatch(/workspace law-agent-identities, with everything in it/);
    expect(text).toMatch(/table AgentExecution_CL \(rows of \d+ days\)/);
    expect(text).toMatch(/destroy\n {2}agentid tenant remove acme --yes$/);
    expect(readFileSync(join(out, "stacks/acme/cdk.tf.json"), "utf8")).not.toContain('"prevent_destroy": true');
  });

  test("keeps its tenant's file until somebody says that it is gone", async () => {
    expect(await agentid("tenant", "remove", "acme", ...places)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/run agentid offboard acme first/),
    });
    expect(existsSync(file("acme"))).toBe(true);
    expect((await agentid("tenant", "remove", "acme", "--yes", ...places)).code).toBe(0);
    expect(existsSync(file("acme"))).toBe(false);
    expect(await agentid("handover", "acme", ...places, "--out", out)).toMatchObject({ code: 1 });
    mkdirSync(out, { recursive: true });
  });
});
