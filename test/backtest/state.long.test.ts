import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeFleet, scenarios, writeFleet } from "../../lib/fleet";

const root = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "agentid-state-"));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = ["AIC-011", "AIC-043", "AIC-045", "AIC-048", "AIC-060", "AIC-080"];

function start(input: string, state?: string): ChildProcess {
  const args = ["backtest", "--input", input, "--format", "json", ...rules.flatMap((id) => ["--rule", id])];
  return spawn(
    process.execPath,
    [join(root, "bin/agentid.js"), ...args, ...(state === undefined ? [] : ["--state", state])],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
}

/** Runs to the end. @returns what it printed */
async function whole(input: string, state?: string): Promise<string> {
  const child = start(input, state);
  let printed = "";
  child.stdout!.on("data", (text) => {
    printed += text;
  });
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  return printed;
}

const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

test("a backtest that is killed again and again prints, in the end, the bytes of one that was never killed", async () => {
  const input = join(folder, "fleet");
  await writeFleet(makeFleet({ agents: 14, days: 2, seed: "state", inject: scenarios.map(({ name }) => name) }), input);
  const alone = await whole(input);
  expect(JSON.parse(alone).alerts).toBeGreaterThan(0);
  const state = join(folder, "state");
  const file = join(state, "rows.duckdb");
  for (let kill = 0; kill < 4; kill++) {
    const child = start(input, state);
    const closed = once(child, "close");
    // Each one later than the last: when it has begun to write, then some time after that.
    const before = size(file) + size(`${file}.wal`);
    while (child.exitCode === null && size(file) + size(`${file}.wal`) === before) await pause(20);
    await pause(kill * 1500);
    child.kill("SIGKILL");
    await closed;
  }
  expect(await whole(input, state)).toBe(alone);
  // What is whole is there at once.
  expect(await whole(input, state)).toBe(alone);
}, 900_000);
