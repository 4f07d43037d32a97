/**
 * `npm run benign [-- seed…]`: two weeks of ordinary work of eight agents for each seed, replayed through everything
 * that is shipped. Fails on any alert that is no known false positive. Takes about a quarter of an hour per seed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../lib/constructs";
import { loadContent, packageRoot } from "../lib/content";
import { simulate } from "../lib/emulator";
import { makeFleet, writeFleet } from "../lib/fleet";
import { loadTenants } from "../lib/tenants";
import { knownFalsePositives } from "./known-false-positives";

const accepted = new Set(knownFalsePositives.map(({ detection }) => detection));

async function main(seeds: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-benign-"));
  try {
    const content = loadContent();
    const stack = join(folder, "stack");
    synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: stack });
    for (const seed of seeds) {
      const out = join(folder, seed);
      const { rows } = await writeFleet(makeFleet({ agents: 8, days: 14, seed }), out);
      const events = Object.values(rows).reduce((sum, count) => sum + count, 0);
      const input = join(out, "telemetry");
      const { alerts, runs, rejected } = await simulate({ stack, input, watchlists: join(out, "watchlists") });
      const unexplained = alerts.filter(({ customDetails }) => !accepted.has(customDetails.DetectionId?.[0] ?? ""));
      console.log(
        `${seed}: ${events} events, ${runs.length} rule runs, ${alerts.length} alerts, ${unexplained.length} unexplained`,
      );
      for (const { timeGenerated, title } of unexplained) console.log(`  ${timeGenerated} ${title}`);
      if (unexplained.length > 0 || rejected.length > 0) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main(process.argv.length > 2 ? process.argv.slice(2) : ["benign-1", "benign-2", "benign-3"]);
