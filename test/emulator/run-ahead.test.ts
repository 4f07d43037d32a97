import { type ReplayOptions, SentinelEmulator } from "../../lib/emulator";
import { shippedWorkspace } from "../pipeline/support";

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

test("alerts that lead to alerts again and again are those of one run after the other", async () => {
  const workspace = shippedWorkspace();
  const scheduled = workspace.rules.find(({ kind }) => kind === "Scheduled")!;
  const hour = 3_600_000;
  // It alerts where none of the last three hours did: what each run tells hangs on those before it.
  const query = "SecurityAlert | where TimeGenerated > ago(3h) | count | where Count == 0";
  const rule = {
    ...scheduled,
    name: "Quiet",
    query,
    schedule: { ...scheduled.schedule!, frequency: hour, period: 4 * hour },
  };
  const told = async (options: ReplayOptions): Promise<readonly string[]> => {
    const emulator = await SentinelEmulator.open(workspace, { rules: [rule] });
    try {
      const from = new Date("2026-03-02T00:00:00Z");
      const { alerts } = await emulator.simulate(from, new Date(from.getTime() + 48 * hour), options);
      return alerts.map(({ timeGenerated }) => timeGenerated);
    } finally {
      emulator.close();
    }
  };
  const alone = await told({ batch: 1 });
  expect(alone.length).toBeGreaterThan(10);
  expect(alone.length).toBeLessThan(48);
  expect(await told({})).toEqual(alone);
});

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
