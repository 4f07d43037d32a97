import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { timing } from "./measure";
import type { BenchRow } from "./result";

const kills = 60;
/** Milliseconds between two operations of the agent; longer gaps are time in which its process did not run. */
const pace = 2;
const batch = /^\d{12}\.json\.gz$/;

/** An operation of an agent: its number, and when it ended. */
type Ended = readonly [number: number, at: number];

/**
 * What a process that is killed at any moment had not signed: the time since the first operation of which there is no
 * record on its disk. An agent at default settings ends 500 operations a second; the endpoint is down, so all that was
 * signed is there to be looked at. Beside it, turn by turn, what tells the machine from the exporter: the same without the
 * time in which the process had no turn, and how long the disk takes for a file as large as a batch.
 */
export async function benchTail(folder: string): Promise<BenchRow[]> {
  const program = join(folder, "agent.js");
  buildSync({
    entryPoints: [join(__dirname, "tail-agent.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    logLevel: "error",
  });
  const tails: number[] = [];
  const running: number[] = [];
  const gaps: number[] = [];
  const writes: number[] = [];
  for (let i = 0; i < kills; i++) {
    const spool = join(folder, `spool-${i}`);
    const ended = await killed(program, spool, 400 + ((i * 137) % 600));
    const signed = signedIn(spool);
    const open = ended.filter(([number]) => !signed.has(number));
    const last = ended.at(-1)![1];
    const first = open[0]?.[1] ?? last;
    tails.push(last - first);
    const between = ended.slice(1).map(([, at], n) => [at, at - ended[n]![1]] as const);
    gaps.push(...between.map(([, gap]) => gap));
    const still = between.filter(([at]) => at > first).reduce((sum, [, gap]) => sum + Math.max(0, gap - 2 * pace), 0);
    running.push(last - first - still);
    for (let n = 0; n < 5; n++) writes.push(await written(join(folder, `file-${i}-${n}`)));
  }
  return [
    {
      name: "time unsigned when an agent is killed",
      timing: timing(tails),
      figures: {
        "milliseconds, 95 of 100 kills": percentile(tails, 0.95),
        "the same while its process had its turn": percentile(running, 0.95),
        [`milliseconds between operations that are due every ${pace}, 99 of 100`]: percentile(gaps, 0.99),
        "the longest": Math.max(...gaps),
        "milliseconds until a file is on the disk, the median": percentile(writes, 0.5),
        "95 of 100": percentile(writes, 0.95),
      },
      peakMemory: process.memoryUsage().rss,
    },
  ];
}

/** Writes a file of a batch's size so that it outlives the machine's power. @returns how long that took */
async function written(path: string): Promise<number> {
  const begun = performance.now();
  const file = await open(path, "w");
  await file.writeFile(Buffer.alloc(10_000, 1));
  await file.sync();
  await file.close();
  return performance.now() - begun;
}

/** Starts the agent, kills it so long after its first operation. @returns what it could say */
async function killed(program: string, spool: string, after: number): Promise<Ended[]> {
  const child = spawn(process.execPath, [program, spool], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  await once(child.stdout, "data");
  await pause(after);
  child.kill("SIGKILL");
  await once(child, "close");
  const lines = printed.split("\n").slice(0, -1);
  return lines.map((line) => line.split(" ").map(Number) as unknown as Ended);
}

/** Numbers of the operations of which there is a record. */
function signedIn(spool: string): ReadonlySet<number> {
  const found = new Set<number>();
  const writers = readdirSync(spool).filter((name) => name.startsWith("writer-"));
  for (const writer of writers)
    for (const name of readdirSync(join(spool, writer)).filter((one) => batch.test(one))) {
      const rows = JSON.parse(gunzipSync(readFileSync(join(spool, writer, name))).toString("utf8"));
      for (const { ToolId } of rows as { ToolId: string | null }[]) if (ToolId) found.add(Number(ToolId));
    }
  return found;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
