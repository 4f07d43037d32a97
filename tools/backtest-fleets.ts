/**
 * `npm run backtest:fleets [-- --seeds 10 --agents 60 --days 30 --start 2026-03-16 --shape real --jobs 1 --out docs/detection-quality.md]`:
 * how good the shipped rules are on fleets with the troubles of real ones; prints the table and writes it. `--seeds a,b`
 * runs seeds by name.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FleetsOptions, fleetsOptions } from "./fleets/options";
import type { SeedResult } from "./fleets/result";
import { qualityPage } from "./fleets/table";

async function main(args: readonly string[]): Promise<void> {
  const options = fleetsOptions(args);
  const { seeds, agents, days, start, shape, jobs, out } = options;
  const results = new Map<string, SeedResult>();
  const queue = [...seeds];
  const worker = async (): Promise<void> => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
      const begun = Date.now();
      const result = await runSeed([seed, String(agents), String(days), start.toISOString(), shape]);
      results.set(seed, result);
      writeFileSync(out, pageOf(options, results));
      const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
      const told = result.attacks.filter(({ toldBy }) => toldBy.length > 0).length;
      console.error(
        `seed ${seed}: ${result.incidents} false incidents in ${result.agentDays} agent-days, ${told} of ${result.attacks.length} attacks told of; ${minutes} min, ${results.size} of ${seeds.length} seeds`,
      );
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  console.log(pageOf(options, results));
}

/** The page of those seeds that are done: whoever ends the work after hours has something of it. */
function pageOf(options: FleetsOptions, results: ReadonlyMap<string, SeedResult>): string {
  const seeds = options.seeds.filter((seed) => results.has(seed));
  return qualityPage(
    { ...options, seeds },
    seeds.map((seed) => results.get(seed)!),
  );
}

function runSeed(args: readonly string[]): Promise<SeedResult> {
  const script = join(__dirname, "fleets/run-seed.ts");
  const child = spawn(process.execPath, ["--require", "tsx/cjs", script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(text) as SeedResult);
      else reject(new Error(`seed ${args[0]} ended with ${code}`));
    });
  });
}

void main(process.argv.slice(2));
