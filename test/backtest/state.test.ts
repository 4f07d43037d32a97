import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BacktestOptions, backtest, openStage, runStage } from "../../lib/backtest";
import { packageVersion } from "../../lib/package";
import type { Progress } from "../../lib/progress";
import { change, changes, folderOf, ndjson, workspaceWith } from "./support";

const hour = 3_600_000;
const other = "0d9f7c1e-0000-4000-8000-000000000002";
const byOther = (minute: number, more = {}) => change(minute, { TargetResources: [{ id: other }], ...more });
const later = { TimeGenerated: "2026-03-03T07:05:00Z" };
const rows = [...changes, byOther(31), byOther(32), byOther(33), ...[51, 52, 53].map((at) => byOther(at, later))];
const history = () =>
  folderOf({ "AuditLogs-1.ndjson": ndjson(rows.slice(0, 5)), "AuditLogs-2.ndjson": ndjson(rows.slice(5)) });
const inMemory = backtest({ input: history(), workspace: workspaceWith() });

/** What is the same of two replays, whatever they took. */
const told = ({ outcome, ...report }: Awaited<typeof inMemory>) => {
  const { alerts, incidents, failures } = outcome;
  return { ...report, outcome: { alerts, incidents, failures } };
};

/** Ends a replay when it has come so far; the database is left as a process leaves it that is killed. */
class Ended extends Error {}
const endingAt = (wanted: string, share: number): Progress => ({
  update: (done, total, what) => {
    if (what === wanted && done / total >= share) throw new Ended();
  },
});

/** The files of a state as they are at this moment, while the process is still there. */
function asKilled(state: string): string {
  const copy = join(folderOf({}), "state");
  mkdirSync(copy);
  cpSync(state, copy, { recursive: true, filter: (path) => !path.endsWith(".tmp") });
  return copy;
}

test("rows and results that are kept in a folder are those of memory, and are there for the next replay", async () => {
  const input = history();
  const state = join(folderOf({}), "state");
  const options: BacktestOptions = { input, state, workspace: workspaceWith(), stretch: 2 * hour };
  expect(told(await backtest(options))).toEqual(told(await inMemory));
  expect((await inMemory).alerts).toBe(3);
  const doing = new Set<string>();
  const progress: Progress = { update: (_done, _total, what) => void doing.add(what) };
  expect(told(await backtest({ ...options, progress }))).toEqual(told(await inMemory));
  expect([...doing]).toEqual(["making incidents"]);
  writeFileSync(join(input, "AuditLogs-2.ndjson"), ndjson(rows));
  await expect(backtest(options)).rejects.toThrow(/keeps the rows of another history/);
});

test.each([
  [
    "another version",
    { version: "0.0.9", code: "other" },
    /rows and results that version 0\.0\.9 of this package made/,
  ],
  [
    "other code of this version",
    { version: packageVersion(), code: "other" },
    /that other code of version \d\S+ of this/,
  ],
  ["a version that did not say which it is", null, /that an earlier version of this package made/],
])("what %s has kept is refused, with what to do about it", async (_which, maker, message) => {
  const input = history();
  const state = join(folderOf({}), "state");
  const options: BacktestOptions = { input, state, workspace: workspaceWith() };
  const stage = await openStage(options);
  await stage.emulator.notes!.put("made by", maker);
  stage.emulator.close();
  const again = backtest(options);
  await expect(again).rejects.toThrow(message);
  await expect(again).rejects.toThrow(/delete this folder to begin anew/);
});

test("a replay that was killed while it read goes on behind what it has, to the same result", async () => {
  const input = history();
  const state = join(folderOf({}), "state");
  const options: BacktestOptions = { input, state, workspace: workspaceWith() };
  await expect(backtest({ ...options, progress: endingAt("taking the history in", 0.5) })).rejects.toThrow(Ended);
  const report = await backtest(options);
  expect(told(report)).toEqual(told(await inMemory));
  expect(report.rows).toEqual({ AuditLogs: rows.length });
});

test("a replay that was killed goes on behind the last whole stretch, to the same result", async () => {
  const input = history();
  const state = join(folderOf({}), "state");
  const options: BacktestOptions = { input, state, workspace: workspaceWith(), stretch: 2 * hour };
  const stage = await openStage(options);
  await expect(runStage(stage, { ...options, progress: endingAt("running rules", 0.5) })).rejects.toThrow(Ended);
  const copy = asKilled(state);
  stage.emulator.close();
  const made: number[] = [];
  const progress: Progress = { update: (done, total) => void made.push(done / total) };
  const report = await backtest({ ...options, state: copy, progress });
  expect(told(report)).toEqual(told(await inMemory));
  // The stretches before were not gone through again: the first thing that was told of is behind them.
  expect(made[0]).toBeGreaterThan(0.4);
});

test("what is told of the work never goes back, and ends near its end", async () => {
  const shares = new Map<string, number[]>();
  const progress: Progress = {
    update: (done, total, what) => void shares.set(what, [...(shares.get(what) ?? []), done / total]),
  };
  await backtest({
    input: history(),
    state: join(folderOf({}), "state"),
    workspace: workspaceWith(),
    progress,
    stretch: 2 * hour,
  });
  expect([...shares.keys()].slice(-3)).toEqual(["taking the history in", "running rules", "making incidents"]);
  for (const told of shares.values()) expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(shares.get("running rules")!.at(-1)).toBeGreaterThan(0.8);
});

test("other rules run over the rows that are kept", async () => {
  const input = history();
  const state = join(folderOf({}), "state");
  await backtest({ input, state, workspace: workspaceWith() });
  const workspace = workspaceWith((query) => query.replace("Most = 2", "Most = 3"));
  const fewer = await backtest({ input, state, workspace });
  expect(told(fewer)).toEqual(told(await backtest({ input, workspace })));
  expect(fewer.alerts).toBe(1);
});

test("a folder that holds something else is refused", async () => {
  const state = folderOf({ "notes.txt": "mine" });
  const options = { input: history(), state, workspace: workspaceWith() };
  await expect(backtest(options)).rejects.toThrow(/holds other files.*of its own/s);
  expect(existsSync(join(state, "rows.duckdb"))).toBe(false);
});
