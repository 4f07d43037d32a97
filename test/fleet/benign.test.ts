import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { packageRoot, readContent } from "../../lib/content";
import { simulate } from "../../lib/emulator";
import { makeFleet, writeFleet } from "../../lib/fleet";
import { loadTenants } from "../../lib/tenants";
import { knownFalsePositives } from "../../tools/known-false-positives";

const folder = mkdtempSync(join(tmpdir(), "agentid-benign-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const accepted = new Set(knownFalsePositives.map(({ detection }) => detection));

// `npm run benign` lives through the two weeks whole; here it is the morning of the last day, after two weeks of habits.
test.each(["calm-1", "calm-2"])(
  "two weeks of ordinary work raise nothing unexplained: %s",
  async (seed) => {
    const content = readContent(packageRoot());
    const stack = join(folder, seed, "stack");
    synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: stack });
    const { rows } = await writeFleet(makeFleet({ agents: 8, days: 14, seed }), join(folder, seed, "fleet"));
    expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10_000);
    const { alerts, runs, rejected } = await simulate({
      stack,
      input: join(folder, seed, "fleet/telemetry"),
      watchlists: join(folder, seed, "fleet/watchlists"),
      from: new Date("2026-03-13T07:00:00Z"),
      to: new Date("2026-03-13T13:00:00Z"),
    });
    expect(rejected).toEqual([]);
    expect(runs.length).toBeGreaterThan(300);
    const unexplained = alerts.filter(({ customDetails }) => !accepted.has(customDetails.DetectionId?.[0] ?? ""));
    expect(unexplained.map(({ timeGenerated, title }) => `${timeGenerated} ${title}`)).toEqual([]);
  },
  300_000,
);
