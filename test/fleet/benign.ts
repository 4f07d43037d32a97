import { join } from "node:path";
import type { Simulation } from "../../lib/emulator";
import { knownFalsePositives } from "../../tools/known-false-positives";
import { agentid, temporaryFolder } from "../cli/support";
import { exampleStack } from "../shared/stacks";

const accepted = new Set(knownFalsePositives.map(({ detection }) => detection));

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await agentid(...args);
  expect([code, err]).toEqual([0, ""]);
  return out;
}

/** The morning of the last working day, after two weeks of habits; `npm run benign` lives through the two weeks whole. */
export function testBenign(seed: string): void {
  test(`two weeks of ordinary work raise nothing unexplained: ${seed}`, async () => {
    const folder = temporaryFolder();
    const fleet = join(folder, "fleet");
    await done("fleet", "--agents", "8", "--days", "14", "--seed", seed, "--out", fleet);
    const input = ["--input", join(fleet, "telemetry"), "--watchlists", join(fleet, "watchlists")];
    const span = ["--from", "2026-03-13T07:00:00Z", "--to", "2026-03-13T13:00:00Z"];
    const report = await done("simulate", "--stack", exampleStack(), ...input, ...span, "--format", "json");
    const { alerts, runs, rejected, ingest } = JSON.parse(report) as Simulation;
    expect(ingest.reduce((sum, { rowsIn }) => sum + rowsIn, 0)).toBeGreaterThan(10_000);
    expect(rejected).toEqual([]);
    expect(runs.length).toBeGreaterThan(300);
    const unexplained = alerts.filter(({ customDetails }) => !accepted.has(customDetails.DetectionId?.[0] ?? ""));
    expect(unexplained.map(({ timeGenerated, title }) => `${timeGenerated} ${title}`)).toEqual([]);
  }, 300_000);
}
