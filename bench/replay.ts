import { existsSync } from "node:fs";
import { join } from "node:path";
import { WorkCache } from "../lib/cache";
import {
  type AnalyticsRule,
  inputFolder,
  type ReplayOptions,
  readWorkspace,
  SentinelEmulator,
  type Workspace,
} from "../lib/emulator";
import { makeFleet, writeFleet } from "../lib/fleet";
import { timing } from "./measure";
import type { BenchRow } from "./result";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-03-02T00:00:00Z");
/** An hour of a working day: to run all of the time one run at a time would take half a day. */
const sample = { from: new Date(start + 3 * day + 10 * hour), to: new Date(start + 3 * day + 11 * hour) };

/** What is replayed. */
interface Fleet {
  readonly agents: number;
  readonly days: number;
  readonly rules?: readonly AnalyticsRule[];
}

/**
 * All rules over fleets of growing size; loading them is not measured. The ratio of sets to single runs is by the time of
 * a run: all runs of eight days in sets, those of one working hour one at a time.
 * @param stack folder that the example tenant was synthesized to
 * @param folder an empty one to work in
 */
export async function benchReplay(stack: string, folder: string): Promise<BenchRow[]> {
  const replays = new Replays(readWorkspace(stack), folder);
  const { rules } = replays.workspace;
  const eightDays: Fleet = { agents: 14, days: 8 };
  await replays.run(eightDays, "to compile what the others need", 1, {
    ...sample,
    to: new Date(+sample.from + 60_000),
  });
  const single = await replays.run(eightDays, "an hour of 14 agents, one run at a time", 3, { ...sample, batch: 1 });
  const sets = await replays.run(eightDays, "14 agents x 8 days, in sets", 3);
  const faster = { "times as fast as one run at a time": single.figures["ms a run"]! / sets.figures["ms a run"]! };
  const rows = [single, { ...sets, figures: { ...sets.figures, ...faster } }];
  const growth = async (what: string, sizes: readonly number[], fleetOf: (size: number) => Fleet): Promise<void> => {
    let before: BenchRow | undefined;
    for (const size of sizes) {
      const row = await replays.run(fleetOf(size), `${size} ${what}`, 3);
      const times = before ? { [`times ${before.name}`]: row.timing.median / before.timing.median } : {};
      rows.push({ ...row, figures: { ...row.figures, ...times } });
      before = row;
    }
  };
  await growth("days", [1, 2, 4, 8], (days) => ({ agents: 14, days }));
  await growth("agents", [14, 28, 56, 112], (agents) => ({ agents, days: 2 }));
  const shares = [8, 4, 2, 1].map((part) => Math.floor(rules.length / part));
  await growth("rules", shares, (count) => ({ agents: 14, days: 4, rules: rules.slice(0, count) }));
  return rows;
}

class Replays {
  private readonly cache = new WorkCache();

  constructor(
    readonly workspace: Workspace,
    private readonly folder: string,
  ) {}

  /** Replays a fleet several times, each time in a workspace of its own. */
  async run(
    fleet: Fleet,
    name: string,
    times: number,
    options: ReplayOptions & Partial<typeof sample> = {},
  ): Promise<BenchRow> {
    const { from = new Date(start), to = new Date(start + fleet.days * day), ...rest } = options;
    const taken: number[] = [];
    let runs = 0;
    let rows = 0;
    for (let i = 0; i < times; i++) {
      const loaded = await this.load(fleet);
      rows = loaded.rows;
      const begun = performance.now();
      runs = (await loaded.emulator.simulate(from, to, { since: new Date(start), ...rest })).runs.length;
      taken.push(performance.now() - begun);
      loaded.emulator.close();
    }
    const median = timing(taken);
    const figures = { rows, runs, "rows/s": (rows / median.median) * 1000, "ms a run": median.median / runs };
    return { name, timing: median, figures, peakMemory: process.resourceUsage().maxRSS * 1024 };
  }

  private async load({ agents, days, rules }: Fleet): Promise<{ emulator: SentinelEmulator; rows: number }> {
    const base = join(this.folder, `${agents}x${days}`);
    if (!existsSync(base)) await writeFleet(makeFleet({ agents, days, seed: "replay" }), base);
    const { cache } = this;
    const emulator = await SentinelEmulator.open(this.workspace, { cache, ...(rules ? { rules } : {}) });
    let rows = 0;
    for (const source of inputFolder(join(base, "telemetry")))
      for (const { rowsOut } of await emulator.ingest(source)) rows += rowsOut;
    return { emulator, rows };
  }
}
