import { join } from "node:path";
import { synthesize } from "../lib/constructs";
import { loadContent, packageRoot } from "../lib/content";
import {
  type AnalyticsRule,
  type InputSource,
  nrtRun,
  readWorkspace,
  SentinelEmulator,
  scheduledRun,
  type Workspace,
} from "../lib/emulator";
import { makeFleet, type Row } from "../lib/fleet";
import { loadTenants } from "../lib/tenants";
import { measure } from "./measure";

const hour = 3_600_000;
const day = 24 * hour;
const sizes = [100, 1000, 10_000];
/** The busiest hour of a working day. */
const start = new Date("2026-03-03T08:00:00Z");
const end = new Date(start.getTime() + hour);

/** What a fleet of one size costs. */
interface Run {
  readonly agents: number;
  readonly events: number;
  /** milliseconds per run, by rule */
  readonly times: ReadonlyMap<string, number>;
  /** tables read, by rule */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** bytes that rows of an hour take, by table */
  readonly bytes: ReadonlyMap<string, number>;
}

/** `npm run bench rules`: time per rule against the size of the fleet, and the bytes each rule would scan in a day. */
export async function benchRules(folder: string): Promise<void> {
  const content = loadContent();
  synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: folder });
  const workspace = readWorkspace(folder);
  const runs: Run[] = [];
  for (const agents of sizes) runs.push(await runOf(workspace, agents));
  const growth = runs.at(-1)!.events / runs[0]!.events;
  console.log(`${"agents".padEnd(66)}${runs.map(({ agents }) => String(agents).padStart(9)).join("")}`);
  console.log(
    `${"events in the busiest hour".padEnd(66)}${runs.map(({ events }) => String(events).padStart(9)).join("")}`,
  );
  console.log(`${"".padEnd(66)}${runs.map(() => "ms".padStart(9)).join("")}   growth   MB/day*`);
  let worst = 0;
  for (const rule of [...workspace.rules].sort((a, b) => a.name.localeCompare(b.name, "en"))) {
    const times = runs.map((run) => run.times.get(rule.id)!);
    const ratio = times.at(-1)! / times[0]!;
    worst = Math.max(worst, ratio);
    const scanned = scannedPerDay(rule, runs[1]!);
    console.log(
      `${rule.name.slice(0, 64).padEnd(66)}${times.map((ms) => ms.toFixed(1).padStart(9)).join("")}${ratio.toFixed(1).padStart(9)}${(scanned / 1e6).toFixed(0).padStart(10)}`,
    );
  }
  console.log(`\nevents grow ${growth.toFixed(0)} times; the slowest-scaling rule ${worst.toFixed(0)} times`);
  console.log(
    "* bytes in the windows of all runs of a day, 1000 agents, every hour as busy as this one: an upper bound",
  );
}

async function runOf(workspace: Workspace, agents: number): Promise<Run> {
  const emulator = await SentinelEmulator.open(workspace, { latency: 0 });
  try {
    const bytes = new Map<string, number>();
    let events = 0;
    for (const source of busiestHour(agents))
      for (const report of await emulator.ingest(source)) {
        bytes.set(report.table, (bytes.get(report.table) ?? 0) + report.bytesOut);
        events += report.rowsOut;
      }
    const times = new Map<string, number>();
    for (const rule of workspace.rules) {
      const run = rule.schedule ? scheduledRun(end.getTime(), rule.schedule.period) : nrtRun(end.getTime() - hour / 2);
      const [measured] = await measure([() => emulator.evaluate(rule, run)], 5, 1);
      times.set(rule.id, measured!.median);
    }
    const tables = new Map(workspace.rules.map((rule) => [rule.id, emulator.tablesOf(rule)]));
    return { agents, events, times, tables, bytes };
  } finally {
    emulator.close();
  }
}

/** A fleet's rows of the hour, by stream or table. */
function busiestHour(agents: number): InputSource[] {
  const targets = new Map<string, Row[]>();
  for (const { target, time, row } of makeFleet({ agents, days: 1, seed: "bench", start }).rows()) {
    if (time >= end.getTime()) break;
    const rows = targets.get(target) ?? [];
    targets.set(target, rows);
    rows.push(row);
  }
  return [...targets].map(([target, rows]) => ({ target, file: target, rows: () => inputOf(target, rows) }));
}

async function* inputOf(target: string, rows: readonly Row[]) {
  for (const [i, data] of rows.entries())
    yield { data, place: `${target} row ${i + 1}`, bytes: JSON.stringify(data).length };
}

/** Bytes in the windows of all the runs that a rule makes in a day. NRT rules see every row once. */
function scannedPerDay(rule: AnalyticsRule, { bytes, tables }: Run): number {
  const perHour = tables.get(rule.id)!.reduce((sum, table) => sum + (bytes.get(table) ?? 0), 0);
  if (!rule.schedule) return perHour * 24;
  return (perHour * (rule.schedule.period / hour) * day) / rule.schedule.frequency;
}
