import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputFolder, type ReplayOptions, SentinelEmulator, type Workspace } from "../../lib/emulator";
import { makeFleet, scenarios, writeFleet } from "../../lib/fleet";
import { shippedWorkspace } from "../pipeline/support";

const folder = mkdtempSync(join(tmpdir(), "agentid-ahead-"));
afterAll(() => rmSync(folder, { recursive: true }));

const since = new Date("2026-03-02T00:00:00Z");

/** Lives through a stretch of the telemetry in a folder. */
async function live(workspace: Workspace, telemetry: string, from: string, to: string, options: ReplayOptions) {
  const emulator = await SentinelEmulator.open(workspace);
  try {
    for (const source of inputFolder(telemetry)) await emulator.ingest(source);
    return await emulator.simulate(new Date(from), new Date(to), { since, ...options });
  } finally {
    emulator.close();
  }
}

const withoutTimes = ({ runs, ...outcome }: Awaited<ReturnType<typeof live>>) => ({
  ...outcome,
  runs: runs.map(({ ms: _ms, ...run }) => run),
});

test("rules that run ahead of time tell what they tell one run at a time, in the same order", async () => {
  const inject = scenarios.map(({ name }) => name);
  const { truth } = makeFleet({ agents: 14, days: 3, seed: "ahead", inject });
  await writeFleet(makeFleet({ agents: 14, days: 3, seed: "ahead", inject }), join(folder, "fleet"));
  const attack = truth.find(({ scenario }) => scenario === "exfiltration") ?? truth[0]!;
  const from = new Date(Date.parse(attack.start) - 600_000).toISOString();
  const to = new Date(Date.parse(attack.start) + 1_800_000).toISOString();
  const workspace = shippedWorkspace();
  const telemetry = join(folder, "fleet/telemetry");
  const alone = await live(workspace, telemetry, from, to, { batch: 1 });
  const together = await live(workspace, telemetry, from, to, {});
  expect(alone.alerts.length).toBeGreaterThan(0);
  expect(together.singles).toEqual([]);
  expect(withoutTimes(together)).toEqual(withoutTimes(alone));
}, 300_000);

test("a rule that takes too long is named with its window, and the others go on", async () => {
  const workspace = shippedWorkspace();
  const { schedule: _schedule, ...nrt } = workspace.rules.find(({ kind }) => kind === "NRT")!;
  const numbers = "range a from 1 to 100000 step 1 | extend k = 1";
  const rules = [
    { ...nrt, id: "1", name: "Endless", query: `${numbers} | join kind=inner (${numbers}) on k | where a * a1 == -1` },
    { ...nrt, id: "2", name: "Quick", query: "AgentExecution_CL | summarize count()" },
  ];
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    const from = new Date("2026-03-02T09:00:00Z");
    const { failures, runs, alerts } = await emulator.simulate(from, new Date("2026-03-02T09:03:00Z"), {
      timeout: 3000,
    });
    expect(failures).toEqual([
      {
        rule: "Endless",
        from: "2026-03-02T08:58:00.000Z",
        to: "2026-03-02T08:59:00.000Z",
        message: '"Endless" over 2026-03-02T08:58:00.000Z to 2026-03-02T08:59:00.000Z took more than 3 s',
      },
    ]);
    expect(runs.map(({ rule }) => rule)).toEqual(["Quick", "Quick", "Quick"]);
    expect(alerts.map(({ rule }) => rule)).toEqual(["Quick", "Quick", "Quick"]);
  } finally {
    emulator.close();
  }
}, 60_000);

test("a rule that cannot run many times in one statement runs one run at a time, and that is said", async () => {
  const workspace = shippedWorkspace();
  const { schedule: _schedule, ...nrt } = workspace.rules.find(({ kind }) => kind === "NRT")!;
  const query = "print Bag = dynamic({'a': 1}) | evaluate bag_unpack(Bag)";
  const emulator = await SentinelEmulator.open(workspace, { rules: [{ ...nrt, name: "Unpacks", query }] });
  try {
    const outcome = await emulator.simulate(new Date("2026-03-02T09:00:00Z"), new Date("2026-03-02T09:02:00Z"));
    expect(outcome.singles).toEqual([{ rule: "Unpacks", reason: expect.stringContaining("many runs at once") }]);
    expect(outcome.runs).toHaveLength(2);
    expect(outcome.alerts).toHaveLength(2);
  } finally {
    emulator.close();
  }
});

test("opening a workspace compiles no rule; rules that Azure would refuse are refused before time passes", async () => {
  const workspace = shippedWorkspace();
  const rules = [{ ...workspace.rules[0]!, query: "Nowhere | take 1" }];
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    await expect(emulator.simulate(new Date(0), new Date(1))).rejects.toThrow(/cannot be created: .*Nowhere/);
  } finally {
    emulator.close();
  }
});
