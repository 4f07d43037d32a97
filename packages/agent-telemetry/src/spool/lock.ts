import { existsSync } from "node:fs";
import { link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { draftSuffix } from "./durable";
import { machine, processSpace, startOf } from "./machine";
import type { Watch } from "./watch";

/** How often a holder shows that it lives, in milliseconds. */
const signEvery = 10_000;
/** The folder of the holders of a folder: `1.json` is the first, and each that takes over is one more. */
const holders = "holders";

interface Holder {
  readonly machine: string;
  /** of the process id */
  readonly space?: string;
  readonly pid: number;
  /** `startOf` that process */
  readonly started: string;
  readonly token: string;
  /** whether operations of its process may be missing when it is found gone: it wrote here, or took over from one that did */
  readonly writes: boolean;
}

/** Whoever has the folder now. */
interface Current {
  readonly generation: number;
  /** undefined when it cannot be read */
  readonly holder?: Holder;
  readonly sign: string;
}

/**
 * Keeps a folder to one writer at a time. A holder's file appears whole or not at all, and of two that take the same
 * place only one can have it: killed at any moment, a writer leaves nothing but a holder that is gone.
 */
export class Lock {
  private readonly signs: NodeJS.Timeout;

  private constructor(
    private folder: string,
    private readonly generation: number,
    private readonly token: string,
    /** whether the holder before may only be silent, and could still write */
    readonly mayReturn: boolean,
    /** whether a writer was here that did not let go of its lock */
    readonly wasLeftBehind: boolean,
  ) {
    this.signs = setInterval(() => {
      const now = new Date();
      utimes(this.path, now, now).catch(() => undefined);
    }, signEvery);
    this.signs.unref();
  }

  /**
   * Locks a folder.
   * @param token any text that no other writer uses
   * @param writes whether the caller will write records of its own operations
   * @returns undefined when a writer has it
   */
  static async take(folder: string, token: string, watch: Watch, writes: boolean): Promise<Lock | undefined> {
    await mkdir(join(folder, holders), { recursive: true, mode: 0o700 });
    const before = await currentOf(folder);
    const end = before && endOf(folder, before, watch);
    if (end === "lives") return undefined;
    const generation = (before?.generation ?? 0) + 1;
    const wasLeftBehind = before !== undefined && (before.holder?.writes ?? true);
    if (!(await entered(folder, generation, token, writes || wasLeftBehind))) return undefined;
    const lock = new Lock(folder, generation, token, end === "silent", wasLeftBehind);
    if (!(await lock.isHeld())) {
      await lock.release();
      return undefined;
    }
    await removeBefore(folder, generation);
    return lock;
  }

  /** Whether somebody has a folder, or had it and is gone without letting go of it. */
  static async lookAt(folder: string, watch: Watch): Promise<"none" | "lives" | "gone"> {
    const current = await currentOf(folder);
    if (current === undefined) return "none";
    return endOf(folder, current, watch) === "lives" ? "lives" : "gone";
  }

  /** Whether the folder is still this writer's: one that stood still for long may have been taken for dead. */
  async isHeld(): Promise<boolean> {
    return (await currentOf(this.folder))?.holder?.token === this.token;
  }

  /** The same in some microseconds: whoever takes a folder makes the next holder's file before this one's goes. */
  isHeldNow(): boolean {
    return existsSync(this.path) && !existsSync(join(this.folder, holders, nameOf(this.generation + 1)));
  }

  /** Tells of the folder's new name. */
  movedTo(folder: string): void {
    this.folder = folder;
  }

  async release(): Promise<void> {
    clearInterval(this.signs);
    const mine = await holderIn(this.path);
    if (mine?.token === this.token) await rm(this.path, { force: true });
  }

  private get path(): string {
    return join(this.folder, holders, nameOf(this.generation));
  }
}

/** @returns whether the generation is this writer's now */
async function entered(folder: string, generation: number, token: string, writes: boolean): Promise<boolean> {
  const { pid } = process;
  const holder: Holder = { machine, space: processSpace, pid, started: startOf(pid) ?? "", token, writes };
  const draft = join(folder, holders, `${token}${draftSuffix}`);
  try {
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flush: true });
    await link(draft, join(folder, holders, nameOf(generation)));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS") throw error;
    return enteredWithoutLinks(folder, generation, JSON.stringify(holder));
  } finally {
    await rm(draft, { force: true });
  }
}

/** File systems of some network shares have no links: the file may be seen half written, and is waited for. */
async function enteredWithoutLinks(folder: string, generation: number, text: string): Promise<boolean> {
  try {
    await writeFile(join(folder, holders, nameOf(generation)), text, { flag: "wx", mode: 0o600, flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function endOf(folder: string, { generation, holder, sign }: Current, watch: Watch): "lives" | "gone" | "silent" {
  if (holder && processSpace !== undefined && holder.space === processSpace)
    return startOf(holder.pid) === holder.started ? "lives" : "gone";
  const who = holder?.token ?? `${folder} ${generation}`;
  return watch.isSilent(who, sign) ? "silent" : "lives";
}

async function currentOf(folder: string): Promise<Current | undefined> {
  const generations = (await namesIn(join(folder, holders))).map((name) =>
    Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0),
  );
  const generation = Math.max(0, ...generations);
  if (generation === 0) return undefined;
  const path = join(folder, holders, nameOf(generation));
  const times = await stat(path).catch(() => undefined);
  return { generation, holder: await holderIn(path), sign: String(times?.mtimeMs) };
}

async function holderIn(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function removeBefore(folder: string, generation: number): Promise<void> {
  for (const name of await namesIn(join(folder, holders)))
    if (Number.parseInt(name, 10) < generation) await rm(join(folder, holders, name), { force: true });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function nameOf(generation: number): string {
  return `${generation}.json`;
}
