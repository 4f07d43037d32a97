import { availableParallelism } from "node:os";
import type { Content } from "../../content";
import { silent } from "../../progress";
import { assertNotHeld, type Tenant } from "../../tenants";
import { inParts } from "../parts";
import { removeStale, type WrittenStack } from "../stale-stacks";
import { type Synthesized, type SynthesizeOptions, synthesize } from "../synthesize";
import type { ContentFolders } from "./messages";
import { StackWorker } from "./worker";

/** As many as a process has in memory at once. */
const batch = 2;

/** Below this another process takes longer to start than it saves. */
const fewest = 24;

/** How the stacks of many tenants are written. */
export interface SynthesizeManyOptions extends SynthesizeOptions {
  readonly content: Content;
  /** where the content was read from: other processes read it there, too */
  readonly folders: ContentFolders;
  /** @default - as many as this machine has cores for */
  readonly workers?: number;
}

/**
 * Writes the same as `synthesize`, for many tenants by several processes: time grows with their number, memory does not. Where one of
 * them is wrong, nothing is written.
 * @throws ContentError when content or a tenant is wrong, or a tenant is held at another version of the package
 */
export async function synthesizeMany(tenants: readonly Tenant[], options: SynthesizeManyOptions): Promise<Synthesized> {
  if (tenants.length < fewest) return synthesize(tenants, options);
  tenants.forEach(assertNotHeld);
  const { folders, progress = silent, tenantNames, workers = availableParallelism() } = options;
  const outdir = options.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
  const batches = Array.from({ length: Math.ceil(tenants.length / batch) }, (_, i) =>
    tenants.slice(i * batch, (i + 1) * batch),
  );
  const results: (readonly WrittenStack[])[] = [];
  await inParts(outdir, async (folder) => {
    const orders = batches.map((some, i) => ({ i, order: { folders, tenants: some, outdir: folder() } }));
    const open = Array.from({ length: Math.min(workers, orders.length) }, () => new StackWorker());
    let done = 0;
    const work = async (worker: StackWorker) => {
      for (let next = orders.shift(); next; next = orders.shift()) {
        results[next.i] = await worker.write(next.order);
        done += next.order.tenants.length;
        progress.update(done, tenants.length, "writing stacks");
      }
    };
    try {
      await Promise.all(open.map(work));
    } finally {
      for (const worker of open) worker.close();
    }
  });
  const written = results.flat();
  const removed = tenantNames ? removeStale(outdir, written, tenantNames) : [];
  return { stacks: written.map(({ stack }) => stack), removed };
}
