import { readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** A lock of another host counts as left behind when it was not renewed for this long. */
const foreignStale = 600_000;
const renewEvery = 60_000;
/** In the lock of a writer that let go of it. */
const nobody = 0;

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** `startOf` that process */
  readonly started: string;
  readonly token: string;
}

/** Keeps a folder to one writer at a time. */
export class Lock {
  private readonly renewal: NodeJS.Timeout;

  private constructor(
    private readonly folder: string,
    private readonly token: string,
    /** whether the writer before left its lock behind */
    readonly wasLeftBehind: boolean,
  ) {
    this.renewal = setInterval(() => {
      const now = new Date();
      utimes(join(folder, "lock"), now, now).catch(() => undefined);
    }, renewEvery);
    this.renewal.unref();
  }

  /**
   * Locks a folder.
   * @param token any text that no other writer uses
   * @returns undefined when a writer has it
   */
  static async take(folder: string, token: string): Promise<Lock | undefined> {
    const { pid } = process;
    const text = JSON.stringify({ host: hostname(), pid, started: startOf(pid) ?? "", token } satisfies Holder);
    if (await created(folder, text)) return new Lock(folder, token, false);
    if (!(await isLeftBehind(folder)) || !(await takenOver(folder, text, token))) return undefined;
    return new Lock(folder, token, true);
  }

  /** Whether the folder is still this writer's: one that stood still for long may have been taken for dead. */
  async isHeld(): Promise<boolean> {
    return (await holderOf(this.folder))?.token === this.token;
  }

  /** @param clean whether to remove the lock; one that stays tells the next writer of an unclean end */
  async release(clean: boolean): Promise<void> {
    clearInterval(this.renewal);
    if (!(await this.isHeld())) return;
    const path = join(this.folder, "lock");
    if (clean) await rm(path, { force: true });
    else
      await writeFile(path, JSON.stringify({ host: hostname(), pid: nobody, started: "", token: "" } satisfies Holder));
  }
}

async function created(folder: string, text: string): Promise<boolean> {
  try {
    await writeFile(join(folder, "lock"), text, { flag: "wx", mode: 0o600, flush: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** One at a time: whoever makes the folder `takeover` looks again and replaces the lock. */
async function takenOver(folder: string, text: string, token: string): Promise<boolean> {
  const guard = join(folder, "takeover");
  try {
    await mkdir(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    if (!(await isLeftBehind(folder))) return false;
    const draft = join(folder, `lock.${token}.tmp`);
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, join(folder, "lock"));
    return true;
  } finally {
    await rmdir(guard);
  }
}

async function isLeftBehind(folder: string): Promise<boolean> {
  const holder = await holderOf(folder);
  if (holder?.host === hostname()) return startOf(holder.pid) !== holder.started;
  // Of another host, or cut short by a loss of power.
  const renewed = await stat(join(folder, "lock")).catch(() => undefined);
  return renewed !== undefined && Date.now() - renewed.mtimeMs > (holder ? foreignStale : renewEvery);
}

async function holderOf(folder: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, "lock"), "utf8")) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * When a process started: undefined when there is no such process, "" where the system does not tell. The process id
 * alone says little, since containers restart with the same one.
 */
function startOf(pid: number): string | undefined {
  if (pid === nobody) return undefined;
  if (process.platform === "linux") return startInProc(pid);
  try {
    process.kill(pid, 0);
    return "";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? "" : undefined;
  }
}

/** Field 22 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, after a name that may hold anything. */
function startInProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
