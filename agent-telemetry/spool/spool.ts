import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { draftSuffix, writeDurably } from "./durable";
import { type LastRecord, lastRecordOf } from "./last-record";
import { Lock } from "./lock";

/** The newest batch that was sent: it keeps the end of the chain when nothing waits. */
const lastSent = "last-sent.json.gz";
const batchName = /^(\d{12})\.json\.gz$/;
const refusedName = /^refused-\d{12}\.json\.gz$/;
/** Batches kept for a person to look at after the endpoint refused them for good. */
const refusedKept = 10;
/** Writers that may share a folder. */
const mostSlots = 64;

/** Signed batches on disk, each the gzip body of one request, until they are sent. */
export class Spool {
  private next: number;

  private constructor(
    readonly folder: string,
    private readonly lock: Lock,
    private readonly sizes: Map<number, number>,
    /** the last record of the writer before; undefined when there is none to go on from */
    readonly last: LastRecord | undefined,
  ) {
    this.next = Math.max(0, ...sizes.keys()) + 1;
  }

  /**
   * Opens the first of a folder's sub-folders (`writer-1`, `writer-2` …) that no living writer has.
   * @param token any text that no other writer uses
   */
  static async open(root: string, token: string): Promise<Spool> {
    for (let slot = 1; slot <= mostSlots; slot++) {
      const folder = join(root, `writer-${slot}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = await Lock.take(folder, token);
      if (lock) return Spool.read(folder, lock);
    }
    throw new Error(`${root} has ${mostSlots} writers already; give some of them another folder`);
  }

  private static async read(folder: string, lock: Lock): Promise<Spool> {
    const sizes = new Map<number, number>();
    for (const name of (await readdir(folder)).sort()) {
      const number = batchName.exec(name)?.[1];
      if (number !== undefined) sizes.set(Number(number), (await stat(join(folder, name))).size);
      else if (name.endsWith(draftSuffix)) await rm(join(folder, name));
    }
    const newest = sizes.size > 0 ? nameOf(Math.max(...sizes.keys())) : lastSent;
    return new Spool(folder, lock, sizes, await lastRecordOf(join(folder, newest)));
  }

  /** Whether the writer before ended without saying so. */
  get endedUncleanly(): boolean {
    return this.lock.wasLeftBehind;
  }

  /** Bytes that wait. */
  get bytes(): number {
    let sum = 0;
    for (const size of this.sizes.values()) sum += size;
    return sum;
  }

  /** Number of the batch to send next. */
  get first(): number | undefined {
    return this.sizes.keys().next().value;
  }

  /** Whether this writer may still write: see `Lock.isHeld`. */
  isHeld(): Promise<boolean> {
    return this.lock.isHeld();
  }

  /** Adds a batch; once this resolves, it outlives the process and the machine's power. */
  async commit(body: Uint8Array): Promise<void> {
    await writeDurably(this.folder, nameOf(this.next), body);
    this.sizes.set(this.next++, body.length);
  }

  /**
   * The body of a batch.
   * @throws when it cannot be read; one that is gone does not wait any more
   */
  async read(number: number): Promise<Buffer> {
    try {
      return await readFile(this.pathOf(number));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") this.sizes.delete(number);
      throw error;
    }
  }

  /** Takes a batch out that was sent. */
  async acknowledge(number: number): Promise<void> {
    await rename(this.pathOf(number), join(this.folder, lastSent));
    this.sizes.delete(number);
  }

  /** Takes a batch out that will never be accepted; the newest such are kept beside. */
  async setAside(number: number): Promise<void> {
    await copyFile(this.pathOf(number), join(this.folder, `refused-${nameOf(number)}`));
    const kept = (await readdir(this.folder)).filter((name) => refusedName.test(name)).sort();
    for (const name of kept.slice(0, -refusedKept)) await rm(join(this.folder, name));
    await this.acknowledge(number);
  }

  /** @param clean whether everything that ended has its record */
  close(clean: boolean): Promise<void> {
    return this.lock.release(clean);
  }

  private pathOf(number: number): string {
    return join(this.folder, nameOf(number));
  }
}

function nameOf(number: number): string {
  return `${String(number).padStart(12, "0")}.json.gz`;
}
