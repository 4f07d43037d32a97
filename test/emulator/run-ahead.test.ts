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

describe("alerts that lead to alerts", () => {
  const hour = 3_600_000;
  const from = new Date("2026-03-02T00:00:00Z");
  // It alerts where it did not in the last three hours: what each run tells hangs on those before it.
  const quiet = "SecurityAlert | where AlertType == 'Quiet' and TimeGenerated > ago(3h) | count | where Count == 0";
  const echo = "SecurityAlert | where AlertType == 'Quiet' and TimeGenerated > ago(1h)";

  /** What is told, and what SecurityAlert holds in the end. */
  async function told(hours: number, options: ReplayOptions) {
    const workspace = shippedWorkspace();
    const scheduled = workspace.rules.find(({ kind }) => kind === "Scheduled")!;
    const rule = (name: string, query: string, frequency: number, period: number) => ({
      ...scheduled,
      ...{ id: name, name, query, schedule: { ...scheduled.schedule!, frequency, period } },
    });
    const rules = [rule("Quiet", quiet, hour, 4 * hour), rule("Echo", echo, 2 * hour, hour)];
    const emulator = await SentinelEmulator.open(workspace, { rules });
    try {
      const to = new Date(from.getTime() + hours * hour);
      const { alerts } = await emulator.simulate(from, to, options);
      const held = await emulator.query("SecurityAlert | project SystemAlertId | order by SystemAlertId asc", {
        now: to,
      });
      return { alerts, held: held.rows };
    } finally {
      emulator.close();
    }
  }

  test.each([7, 48])("within %i hours are those of one run after the other, and no others are held", async (hours) => {
    const alone = await told(hours, { batch: 1 });
    expect(new Set(alone.alerts.map(({ rule }) => rule))).toEqual(new Set(["Quiet", "Echo"]));
    expect(alone.held).toHaveLength(alone.alerts.length);
    expect(await told(hours, {})).toEqual(alone);
  });
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
