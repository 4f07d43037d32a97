import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeFleet, scenarios, writeFleet } from "../lib/fleet";
import type { BenchRow } from "./result";
import { writeCopies } from "./scale-copies";

/** What is measured. */
export interface ScaleOptions {
  /** sizes of fleets, smallest first */
  readonly agents: readonly number[];
  readonly days: number;
}

/** What a replay took, in milliseconds, and what came of it. */
export interface ScaleRun {
  readonly events: number;
  readonly intake: { readonly wall: number; readonly cpu: number };
  readonly rules: { readonly wall: number; readonly cpu: number };
  /** bytes */
  readonly peakMemory: number;
  readonly alerts: number;
  readonly incidents: number;
  /** rules that took more time or memory than there is */
  readonly failures: number;
  /** of those that were injected */
  readonly attacksTold: number;
}

/** Agents that are made; larger fleets are copies of them. */
const made = 100;

/**
 * Backtests that keep rows in a folder, of fleets of growing size, each in a process of its own. Every hundred agents
 * suffer the attacks that a calm fleet can be given.
 * @param stack folder that the example tenant was synthesized to
 * @param folder an empty one to work in
 */
export async function* benchScale(
  stack: string,
  folder: string,
  { agents, days }: ScaleOptions,
): AsyncGenerator<BenchRow> {
  let before: BenchRow | undefined;
  for (const size of agents) {
    const input = await fleetOf(size, days, folder);
    const state = join(folder, `state-${size}`);
    const script = [join(__dirname, "scale-run.ts"), stack, input, state];
    const run: ScaleRun = JSON.parse(
      execFileSync(process.execPath, ["--import", "tsx", ...script], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", 2],
      }),
    );
    const row = rowOf(size, days, run, bytesIn(state), before);
    before = row;
    yield row;
    rmSync(state, { recursive: true });
    rmSync(input, { recursive: true });
  }
}

async function fleetOf(size: number, days: number, folder: string): Promise<string> {
  const base = Math.min(size, made);
  const one = join(folder, `fleet-${base}`);
  if (!existsSync(one)) {
    const inject = scenarios.map(({ name }) => name).filter((name) => name !== "forged-records");
    await writeFleet(makeFleet({ agents: base, days, seed: "scale", format: "otel", inject }), one);
  }
  const all = join(folder, `copies-${size}`);
  mkdirSync(all);
  await writeCopies(one, all, Math.ceil(size / base));
  return all;
}

function rowOf(size: number, days: number, run: ScaleRun, disk: number, before?: BenchRow): BenchRow {
  const { events, intake, rules, peakMemory } = run;
  const wall = intake.wall + rules.wall;
  const own = {
    events,
    "events a second": (events / wall) * 1000,
    "microseconds of CPU an event, taking in": (intake.cpu / events) * 1000,
    "microseconds of CPU an event, rules": (rules.cpu / events) * 1000,
    "seconds of CPU": (intake.cpu + rules.cpu) / 1000,
    "MB of memory at most": peakMemory / 1e6,
    "bytes on disk an event": disk / events,
    alerts: run.alerts,
    incidents: run.incidents,
    "attacks told of": run.attacksTold,
    "rules that failed": run.failures,
  };
  const grown = ["events", "seconds of CPU", "MB of memory at most"] as const;
  const growth =
    before && Object.fromEntries(grown.map((name) => [`times ${name}`, own[name] / before.figures[name]!]));
  return {
    name: `${size} agents x ${days} days`,
    timing: { median: wall, fastest: wall, slowest: wall },
    figures: { ...own, ...growth },
    peakMemory,
  };
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
