import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FleetOptions, makeFleet, scenarios, writeFleet } from "../../lib/fleet";

const options: FleetOptions = { agents: 24, days: 10, seed: "fleet-test" };
const everything = { ...options, inject: scenarios.map(({ name }) => name) };

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-fleet-"));
  temporary.push(folder);
  return folder;
};

/** Every file of a folder, by path. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, "base64")]),
  );

test("the same seed gives the same files, another seed others", async () => {
  const small = { agents: 4, days: 1, seed: "a" };
  const [first, second, third] = [emptyFolder(), emptyFolder(), emptyFolder()];
  await writeFleet(makeFleet(small), first);
  await writeFleet(makeFleet(small), second);
  await writeFleet(makeFleet({ ...small, seed: "b" }), third);
  expect(contents(second)).toEqual(contents(first));
  expect(contents(third)).not.toEqual(contents(first));
});

test("nothing is written into a folder that holds something", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "notes.txt"), "mine");
  await expect(writeFleet(makeFleet({ agents: 2, days: 1, seed: "a" }), folder)).rejects.toThrow(
    /is not empty; nothing was written/,
  );
  expect(readdirSync(folder)).toEqual(["notes.txt"]);
});

describe("ten days of work", () => {
  const rows = [...makeFleet(options).rows()];

  test("come in the order of time, and lie in the window", () => {
    const times = rows.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const { time, row } of rows) expect(Math.abs(Date.parse(String(row.TimeGenerated)) - time)).toBeLessThan(5000);
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse("2026-03-02T00:00:00Z"));
    expect(times.at(-1)).toBeLessThan(Date.parse("2026-03-12T00:00:00Z"));
  });

  test("fill every execution, asset, lineage and signature stream and the built-in tables", () => {
    expect([...new Set(rows.map(({ target }) => target))].sort()).toEqual(
      expect.arrayContaining([
        "AADServicePrincipalSignInLogs",
        "AuditLogs",
        "Custom-AgentAsset",
        "Custom-AgentExecutionNative",
        "Custom-AgentExecutionOtel",
        "Custom-AgentLineage",
        "Custom-AgentSignature",
        "MicrosoftGraphActivityLogs",
        "SQLSecurityAuditEvents",
      ]),
    );
  });

  test("are busier at noon of a working day than at night or on a Sunday", () => {
    const records = rows.filter(({ target }) => target === "Custom-AgentExecutionNative");
    const within = (from: string, to: string) =>
      records.filter(({ time }) => time >= Date.parse(from) && time < Date.parse(to)).length;
    const noon = within("2026-03-04T08:00:00Z", "2026-03-04T16:00:00Z");
    expect(noon).toBeGreaterThan(2 * within("2026-03-04T00:00:00Z", "2026-03-04T06:00:00Z"));
    expect(noon).toBeGreaterThan(within("2026-03-08T08:00:00Z", "2026-03-08T16:00:00Z"));
  });

  test("link signed records: each names the hash of the one before", () => {
    const last = new Map<unknown, unknown>();
    const signed = rows.filter(({ row }) => row.ChainSequence !== undefined && row.ContentSha256 !== undefined);
    expect(signed.length).toBeGreaterThan(1000);
    for (const { row } of signed) {
      expect(row.PrevEventSha256).toBe(last.get(row.ChainId) ?? "");
      last.set(row.ChainId, row.ContentSha256);
    }
  });
});

test("a scenario only adds its own traces, and the truth says where they are", () => {
  const calm = new Set([...makeFleet(options).rows()].map((row) => JSON.stringify(row.row)));
  const fleet = makeFleet({ ...options, inject: ["blueprint-secret"] });
  const added = [...fleet.rows()].filter((row) => !calm.has(JSON.stringify(row.row)));
  expect(added.map(({ target }) => target)).toEqual(["AuditLogs"]);
  expect(fleet.truth).toMatchObject([
    { scenario: "blueprint-secret", detections: ["AIC-001"], from: added[0]!.row.TimeGenerated },
  ]);
});

test("every scenario happens within the window, to an agent of the fleet", () => {
  const { plan, truth } = makeFleet(everything);
  expect(truth.map(({ scenario }) => scenario)).toEqual(everything.inject);
  for (const { agentId, from, to } of truth) {
    expect(plan.agents.map(({ id }) => id)).toContain(agentId);
    expect(Date.parse(from)).toBeGreaterThan(plan.window.end - 86_400_000);
    expect(Date.parse(to)).toBeLessThan(plan.window.end);
  }
});

test("a silenced agent works on in every log but its own", () => {
  const { truth, rows } = makeFleet({ ...options, inject: ["silenced-agent"] });
  const [{ agentName, from }] = truth as [(typeof truth)[number]];
  const after = [...rows()].filter(({ time }) => time >= Date.parse(from));
  const naming = after.filter(({ row }) => JSON.stringify(row).includes(agentName));
  const own = naming.filter(
    ({ target, row }) =>
      target === "Custom-AgentExecutionOtel" && JSON.stringify(row.Attributes).includes("gen_ai.operation.name"),
  );
  expect(naming.some(({ target }) => target === "AADServicePrincipalSignInLogs")).toBe(true);
  expect(own.filter(({ row }) => !String(row.Name).includes("chunk"))).toEqual([]);
});

test.each([
  ["no agents", { ...options, agents: 0 }, /agents is 0\n {4}write a whole number from 1/],
  ["an unknown scenario", { ...options, inject: ["coup"] }, /no scenario "coup"\n {4}scenarios: finance-exfiltration/],
  ["a fleet without a victim", { agents: 1, days: 10, seed: "a", inject: ["tool-loop"] }, /no devops agent is there/],
  ["a start within an hour", { ...options, start: new Date("2026-03-02T00:30:00Z") }, /full UTC hour/],
])("%s is refused", (_, wrong, message) => {
  expect(() => makeFleet(wrong)).toThrow(message);
});
