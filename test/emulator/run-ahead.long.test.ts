import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputFolder, type ReplayOptions, SentinelEmulator, type Workspace } from "../../lib/emulator";
import { nothingRan } from "../../lib/emulator/automation/run";
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

/** Does nothing, where nothing could be foretold of what it does. */
const idle: ReplayOptions["respond"] = async ({ at, playbook }) =>
  nothingRan("NotRun", at, `${playbook} was not run: no directory was given for it to act on`);

test("rules that run ahead of time, or that are foretold, tell what they tell one run at a time, in the same order", async () => {
  const inject = scenarios.map(({ name }) => name);
  const fleet = makeFleet({ agents: 14, days: 3, seed: "ahead", inject });
  const { truth } = fleet;
  await writeFleet(fleet, join(folder, "fleet"));
  const attack = truth[0]!;
  const from = new Date(Date.parse(attack.from) - 600_000).toISOString();
  const to = new Date(Date.parse(attack.from) + 1_800_000).toISOString();
  const workspace = shippedWorkspace();
  const telemetry = join(folder, "fleet/telemetry");
  const alone = await live(workspace, telemetry, from, to, { batch: 1 });
  const together = await live(workspace, telemetry, from, to, { respond: idle });
  const foretold = await live(workspace, telemetry, from, to, {});
  expect(alone.alerts.length).toBeGreaterThan(0);
  expect(together.singles).toEqual([]);
  expect(withoutTimes(together)).toEqual(withoutTimes(alone));
  expect(withoutTimes(foretold)).toEqual(withoutTimes(alone));
}, 300_000);
