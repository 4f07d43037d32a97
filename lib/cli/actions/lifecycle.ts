import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { synthesize } from "../../constructs";
import {
  adoptedImports,
  diagnose,
  type Existing,
  handover,
  offboardText,
  readAnswers,
  recordScript,
} from "../../lifecycle";
import { readTenants, type Tenant } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import { withProgress } from "../progress";
import { UsageError } from "../usage-error";
import { contentOf, contentToRead } from "./content";
import { stacksOf } from "./stacks-of";

/** What commands about one tenant's deployment have in common. */
export interface LifecycleOptions extends ContentOptions {
  readonly tenants: string;
  readonly out: string;
}

export interface AdoptOptions extends LifecycleOptions {
  readonly existing: string;
}

export interface DoctorOptions extends Omit<LifecycleOptions, "out"> {
  readonly answers?: string;
  readonly record: boolean;
}

/** Writes a tenant's stacks so that they can be destroyed, and prints what that means. */
export async function offboard(name: string, options: LifecycleOptions): Promise<void> {
  await withProgress(async (progress) => {
    const content = await contentOf(options, new WorkCache(cacheFolder()), progress);
    const { tenant } = readTenants(options.tenants, content, { tenants: [name] }).tenants[0]!;
    synthesize([{ ...tenant, protect: false }], { content, outdir: options.out, progress });
  });
  console.log(offboardText(name, stacksOf(name, options.out), options.out));
}

/** Prints a tenant's document. */
export function handOver(name: string, options: LifecycleOptions): void {
  console.log(handover(tenantOf(name, options), stacksOf(name, options.out)));
}

/** Writes import blocks for what is there, and prints what is nothing of the stack's. */
export function adopt(name: string, options: AdoptOptions): void {
  tenantOf(name, options);
  const { imports, unmatched } = adoptedImports(stacksOf(name, options.out)[0]!, existingIn(options.existing));
  const file = join(options.out, "stacks", name, "imports.tf.json");
  if (imports.length === 0) throw new UsageError(`nothing in ${options.existing} is anything of the stack ${name}`);
  writeFileSync(file, `${JSON.stringify({ import: imports }, null, 2)}\n`);
  console.log(`${file}: ${imports.length} imports`);
  for (const id of unmatched) console.log(`not of this stack: ${id}`);
}

/** Prints what is missing for a tenant, or how to find out. */
export function doctor(name: string, options: DoctorOptions): void {
  const tenant = tenantOf(name, options);
  if (options.record) {
    console.log(recordScript(tenant));
    return;
  }
  if (options.answers === undefined)
    throw new UsageError(
      `say what was answered: agentid doctor ${name} --record | sh > answers.json, then --answers answers.json`,
    );
  const found = diagnose(tenant, readAnswers(options.answers));
  for (const { what, fix } of found) console.log(`${what}\n    ${fix}`);
  if (found.length > 0) process.exitCode = 1;
  else console.log(`nothing is missing for ${name}`);
}

const tenantOf = (name: string, options: Omit<LifecycleOptions, "out">): Tenant =>
  readTenants(options.tenants, contentToRead(options, new WorkCache(cacheFolder())), { tenants: [name] }).tenants[0]!
    .tenant;

function existingIn(file: string): Existing[] {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
  const all = [
    Array.isArray(data) ? data : ((data as { value?: unknown } | null)?.value ?? data),
  ].flat() as Partial<Existing>[];
  const wrong = all.findIndex((one) => typeof one?.id !== "string" || !one.id.startsWith("/"));
  if (wrong >= 0)
    throw new UsageError(
      `${file} holds something (number ${wrong + 1}) without an id: give what az resource list or az rest prints`,
    );
  return all as Existing[];
}
