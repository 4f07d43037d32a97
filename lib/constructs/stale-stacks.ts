import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A stack in the output, and the tenant it is of. */
export interface WrittenStack {
  readonly stack: string;
  readonly tenant: string;
}

/** A stack that was taken out of the output. */
export interface RemovedStack {
  readonly stack: string;
  /** what else is in its folder, such as a state or a lock file: it stays there */
  readonly kept: readonly string[];
}

const noteName = "agentid-stacks.json";
const template = "cdk.tf.json";

/**
 * Notes what was written, and takes out what was noted before and is of no tenant any more, or no longer asked for by one
 * that was written now. What nobody noted is somebody else's.
 * @param written stacks of this run
 * @param tenants names of all that there are, written now or not
 */
export function removeStale(
  outdir: string,
  written: readonly WrittenStack[],
  tenants: readonly string[],
): RemovedStack[] {
  const before = noted(outdir);
  const isWritten = ({ stack }: WrittenStack) => written.some((one) => one.stack === stack);
  const synthesized = new Set(written.map(({ tenant }) => tenant));
  const stays = (one: WrittenStack) => tenants.includes(one.tenant) && !synthesized.has(one.tenant);
  const others = before.filter((one) => !isWritten(one));
  const removed = others.filter((one) => !stays(one)).flatMap(({ stack }) => remove(outdir, stack));
  const kept = others.filter((one) => stays(one) && existsSync(join(outdir, "stacks", one.stack, template)));
  const all = [...written, ...kept].sort((a, b) => (a.stack < b.stack ? -1 : 1));
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, noteName), `${JSON.stringify({ stacks: all }, null, 2)}\n`);
  return removed;
}

function noted(outdir: string): readonly WrittenStack[] {
  const file = join(outdir, noteName);
  if (!existsSync(file)) return [];
  const { stacks = [] } = JSON.parse(readFileSync(file, "utf8")) as { stacks?: readonly WrittenStack[] };
  // A name with a path in it would be no stack of ours.
  return stacks.filter(({ stack, tenant }) => /^[a-z0-9-]+$/.test(stack) && typeof tenant === "string");
}

function remove(outdir: string, stack: string): RemovedStack[] {
  const folder = join(outdir, "stacks", stack);
  if (!existsSync(join(folder, template))) return [];
  rmSync(join(folder, template));
  // Providers are fetched again by the next init.
  rmSync(join(folder, ".terraform"), { recursive: true, force: true });
  const kept = readdirSync(folder).sort();
  if (kept.length === 0) rmdirSync(folder);
  return [{ stack, kept }];
}
