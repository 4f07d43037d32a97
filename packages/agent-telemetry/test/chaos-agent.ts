import fs from "node:fs/promises";
import { join } from "node:path";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry, type Clock } from "@sentinel-agent-identities/telemetry";
import { systemClock } from "../src/clock";

const hour = 3_600_000;

/** What tests tell an agent that they start as a process. */
export interface ChaosAgent {
  readonly agentId: string;
  readonly endpoint: string;
  readonly folder: string;
  /** number of the first span */
  readonly from: number;
  readonly count: number;
  /** milliseconds from the start in which the disk is full */
  readonly full: readonly [from: number, to: number];
  /** hours that the clock jumps by, one after the other */
  readonly jumps: readonly number[];
  /** when it lives, in milliseconds since 1970; now when left out */
  readonly at?: number;
  /** whether it is killed in the moment in which it takes its place in the folder */
  readonly diesTaking?: boolean;
}

/** A disk without room: files can be opened, and writing to them fails half way. */
function fillDisk(isFull: () => boolean): void {
  const noRoom = () => Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  const { open, writeFile } = fs;
  fs.writeFile = (async (...args: Parameters<typeof writeFile>) => {
    if (!isFull()) return writeFile(...args);
    await writeFile(args[0], "", args[2]);
    throw noRoom();
  }) as typeof writeFile;
  let isPatched = false;
  fs.open = async (...args) => {
    const handle = await open(...args);
    if (isPatched) return handle;
    isPatched = true;
    const shared = Object.getPrototypeOf(handle);
    for (const name of ["writeFile", "appendFile"] as const) {
      const write = shared[name];
      shared[name] = async function (this: unknown, data: string | Uint8Array, ...more: unknown[]) {
        if (!isFull()) return write.call(this, data, ...more);
        await write.call(this, data.slice(0, data.length / 2), ...more);
        throw noRoom();
      };
    }
    return handle;
  };
}

/** Dies when its place is taken, before anything else is done about it. */
function dieTaking(): void {
  const { link } = fs;
  fs.link = async (...args) => {
    await link(...args);
    process.kill(process.pid, "SIGKILL");
  };
}

/** The machine's clock, set to a date, which jumps four times a second. */
function jumpingClock(jumps: readonly number[], at = Date.now()): Clock {
  const began = performance.now();
  const since = () => performance.now() - began;
  const jump = () => jumps[Math.floor(since() / 250) % jumps.length] ?? 0;
  return { ...systemClock, now: () => new Date(at + since() + jump() * hour) };
}

/** Says when this process has its place in the folder: killed before, it leaves no trace. */
async function sayPlace(folder: string): Promise<void> {
  for (;;) {
    const names = await fs.readdir(folder, { recursive: true }).catch(() => []);
    for (const name of names.filter((found) => /holders.\d+\.json$/.test(found))) {
      const text = await fs.readFile(join(folder, name), "utf8").catch(() => "");
      if (text.includes(`"pid":${process.pid},`)) return void process.stdout.write("placed\n");
    }
    await new Promise((resolve) => setTimeout(resolve, 5).unref());
  }
}

/** An agent that ends spans and prints their numbers. */
async function main(): Promise<void> {
  const { from, count, full, jumps, at, diesTaking, ...options }: ChaosAgent = JSON.parse(process.argv[2]!);
  const began = performance.now();
  const time = () => (at === undefined ? undefined : new Date(at + performance.now() - began));
  fillDisk(() => performance.now() - began >= full[0] && performance.now() - began < full[1]);
  if (diesTaking) dieTaking();
  const telemetry = new AgentTelemetry({
    ...options,
    ruleId: "dcr-1",
    token: async () => "token",
    sendDelay: 100,
    flushTimeout: 60_000,
    clock: jumpingClock(jumps, at),
    onProblem: () => undefined,
  });
  void sayPlace(options.folder);
  const provider = new BasicTracerProvider({ spanProcessors: [telemetry] });
  const tracer = provider.getTracer("agent");
  for (let i = from; i < from + count; i++) {
    const attributes = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": `tool-${i}`,
      "gen_ai.tool.call.id": String(i),
    };
    tracer.startSpan("execute_tool", { attributes, startTime: time() }).end(time());
    process.stdout.write(`${i}\n`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  // The provider gives up before the exporter does.
  await telemetry.shutdown();
}

void main();
