import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputFolder, SentinelEmulator } from "../../lib/emulator";
import { Activity } from "../../lib/emulator/rules/activity";
import { makeFleet, writeFleet } from "../../lib/fleet";
import { shippedWorkspace } from "../pipeline/support";

const folder = mkdtempSync(join(tmpdir(), "agentid-skipped-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three days of a small fleet, of which three quarters of an hour are lived through. */
async function live() {
  const workspace = shippedWorkspace();
  const rules = workspace.rules.filter(({ name }) =>
    /token used|repeats|high risk|itself|first time|new network/.test(name),
  );
  const emulator = await SentinelEmulator.open(workspace, { rules });
  try {
    for (const source of inputFolder(join(folder, "fleet/telemetry"))) await emulator.ingest(source);
    const from = new Date("2026-03-04T09:45:00Z");
    return await emulator.simulate(from, new Date("2026-03-04T10:30:00Z"), { since: new Date("2026-03-02T00:00:00Z") });
  } finally {
    emulator.close();
  }
}

test("runs are skipped only where they would find nothing", async () => {
  const inject = ["stolen-token", "tool-loop", "risky-agent", "self-escalation"];
  await writeFleet(makeFleet({ agents: 14, days: 3, seed: "skipped", inject }), join(folder, "fleet"));
  const skipping = await live();
  const sees = jest.spyOn(Activity.prototype, "sees").mockReturnValue(true);
  const thorough = await live();
  sees.mockRestore();
  expect(thorough.runs.length).toBeGreaterThan(skipping.runs.length * 1.5);
  expect(skipping.alerts.length).toBeGreaterThan(0);
  expect(skipping.alerts).toEqual(thorough.alerts);
  expect(skipping.incidents).toEqual(thorough.incidents);
}, 300_000);
