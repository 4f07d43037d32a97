import { mkdirSync } from "node:fs";
import { type Content, shippedContent } from "../content";
import { type Progress, silent } from "../progress";
import { assertNotHeld, type Tenant } from "../tenants";
import { type RemovedStack, removeStale } from "./stale-stacks";
import { writeStacks } from "./write-stacks";

/** What a synthesis did to its output. */
export interface Synthesized {
  /** names of the stacks, each tenant's own before its governance stack */
  readonly stacks: readonly string[];
  /** taken out, where that was asked for */
  readonly removed: readonly RemovedStack[];
}

/** How stacks are written. */
export interface SynthesizeOptions {
  readonly content?: Content;
  /** folder to write to @default - `CDKTF_OUTDIR`, else `cdktf.out` */
  readonly outdir?: string;
  /** told how many stacks are built and written */
  readonly progress?: Progress;
  /**
   * Names of all tenants that there are, written now or not: stacks of others, which an earlier synthesis wrote, are taken
   * out. @default - whatever is there stays
   */
  readonly tenantNames?: readonly string[];
}

/**
 * Writes each tenant's Terraform: `<outdir>/stacks/<tenant>/cdk.tf.json`, `<tenant>-governance` where it asks for what is
 * tenant-wide, and `<tenant>-delegation` where another tenant's people look after it.
 * @throws ContentError before anything is written, when content or a tenant is wrong, or a tenant is held at another version of the package
 */
export function synthesize(tenants: readonly Tenant[], options: SynthesizeOptions = {}): Synthesized {
  tenants.forEach(assertNotHeld);
  const content = options.content ?? shippedContent();
  const outdir = options.outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
  // The framework makes the last folder of the path only.
  mkdirSync(outdir, { recursive: true });
  const { progress = silent, tenantNames } = options;
  const written = writeStacks(tenants, content, outdir, (i, what) => progress.update(i, tenants.length, what));
  const removed = tenantNames ? removeStale(outdir, written, tenantNames) : [];
  return { stacks: written.map(({ stack }) => stack), removed };
}
