import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";

const childrenOf = (pid: number): number[] => {
  const lines = execFileSync("ps", ["-A", "-o", "ppid=,pid="], { encoding: "utf8" }).split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  // The listing is a child of this process, not of that one.
  return pairs.filter(([parent]) => parent === pid).map(([, child]) => child);
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (condition()) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`a minute went by before ${what}`);
}

/** A query that takes longer than anyone waits. */
const endless = "range x from 1 to 1000000000 step 1 | extend y = hash_sha256(tostring(x)) | summarize dcount(y)";

test("Ctrl+C ends a long query with 130, and the engine's process with it", async () => {
  const args = [join(packageRoot(), "bin", "agentid.js"), "kql", "query", "--text", endless];
  const running = spawn(process.execPath, args, { stdio: "ignore" });
  const exited = once(running, "exit");
  const engine = () => childrenOf(running.pid!);
  await until(() => engine().length > 0, "the engine started");
  await new Promise((wait) => setTimeout(wait, 2000));
  const children = engine();
  running.kill("SIGINT");
  expect(await exited).toEqual([130, null]);
  await until(() => !children.some(isAlive), "the engine ended");
});
