import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { Endpoint } from "./endpoint";
import { exporter, temporaryFolder, toolCalls } from "./support";

/** Batches that wait in a writer's folder, oldest first. */
export const batches = (folder: string, slot = 1) =>
  readdirSync(join(folder, `writer-${slot}`))
    .filter((name) => /^\d{12}\.json\.gz$/.test(name))
    .sort()
    .map((name) => join(folder, `writer-${slot}`, name));

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Puts tool calls on the disk, in so many batches. */
export async function writeBatches(
  telemetry: AgentTelemetry,
  folder: string,
  count: number,
  each = 5,
  from = 0,
): Promise<void> {
  for (let i = 0; i < count; i++) {
    const before = existsSync(join(folder, "writer-1")) ? batches(folder).length : 0;
    for (const span of toolCalls(each, from + i * each)) telemetry.onEnd(span);
    await until(() => existsSync(join(folder, "writer-1")) && batches(folder).length > before);
    const newest = Number(/(\d{12})/.exec(batches(folder).at(-1)!)![1]);
    const ledger = join(folder, "writer-1", "ledger.jsonl");
    await until(() => readFileSync(ledger, "utf8").includes(`"number":${newest},`));
  }
}

/** A folder as a writer leaves it that is killed with four batches unsent: five tool calls in each. */
export async function leftBehind(): Promise<string> {
  const folder = temporaryFolder();
  const down = new Endpoint();
  down.answer = () => new Error("down");
  const { telemetry } = exporter(down, folder, { flushTimeout: 1 });
  await writeBatches(telemetry, folder, 4);
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const holders = join(copy, "writer-1", "holders");
  for (const name of readdirSync(holders)) {
    const holder = JSON.parse(readFileSync(join(holders, name), "utf8"));
    writeFileSync(join(holders, name), JSON.stringify({ ...holder, pid: 2 ** 30 }));
  }
  return copy;
}
