import { copyFile, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Note } from "../queue";
import type { AgentRecord } from "../record/agent-record";
import type { Damage } from "../record/own-records";
import { draftSuffix, writeDurably } from "./durable";
import { damageOf, type Inventory, inventoryOf, type Waiting } from "./inventory";
import { Kept } from "./kept";
import { type Batch, Ledger } from "./ledger";
import type { Lock } from "./lock";
import { machine } from "./machine";
import { asideName, lastSent, nameOf } from "./names";

/** Batches kept for a person to look at. */
const asideKept = 10;

/** Signed batches on disk, each the gzip of a JSON array of rows, until they are sent. One writer's. */
export class Spool {
  private next: number;
  /** the newest batch that is out */
  private sentUpTo: number;

  private constructor(
    readonly folder: string,
    private readonly lock: Lock,
    private readonly ledger: Ledger,
    private readonly keeping: Kept,
    private readonly waiting: Map<number, Waiting>,
    private newest: Batch | undefined,
    /** what was found in the folder */
    readonly found: Inventory,
    /** admissions that the writer before owed, and those of what was found damaged or missing */
    private readonly debts: ReadonlyMap<number, AgentRecord>,
  ) {
    this.next = found.newest + 1;
    this.sentUpTo = waiting.has(found.newest) ? 0 : found.newest;
  }

  /**
   * Opens a folder whose lock the caller holds.
   * @param admission of records that are gone
   */
  static async open(
    folder: string,
    lock: Lock,
    agentId: string,
    admission: (damage: Damage) => AgentRecord,
  ): Promise<Spool> {
    await removeDrafts(folder);
    const found = await inventoryOf(folder);
    for (const { batch } of found.damages) await setAside(folder, batch, "damaged");
    const waiting = new Map(found.waiting);
    const batches = [...waiting.values()].flatMap(({ batch }) => batch ?? []);
    const { newestBatch } = found;
    const isDone = newestBatch !== undefined && !waiting.has(newestBatch.number);
    if (isDone) batches.push(newestBatch);
    const owner = { agentId, machine };
    const debts = new Map(found.owed);
    for (const damage of found.damages) debts.set(Math.max(0, ...debts.keys()) + 1, admission(damage));
    const ledger = await Ledger.begin(folder, owner, batches, isDone ? [newestBatch.number] : [], debts);
    const keeping = await Kept.begin(folder, found.kept);
    return new Spool(folder, lock, ledger, keeping, waiting, newestBatch, found, debts);
  }

  /** Bytes that wait. */
  get bytes(): number {
    let sum = 0;
    for (const { bytes } of this.waiting.values()) sum += bytes;
    return sum;
  }

  /** Numbers of the batches that wait, the oldest first. */
  get numbers(): readonly number[] {
    return [...this.waiting.keys()];
  }

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** Whether the writer before ended without saying that nothing is missing. */
  get wasBrokenOff(): boolean {
    const { isUsed, wasClosed } = this.found;
    return this.lock.wasLeftBehind || (isUsed && !wasClosed);
  }

  /** Whether this writer may still write: see `Lock.isHeld`. */
  isHeld(): Promise<boolean> {
    return this.lock.isHeld();
  }

  /** Adds a batch; once this resolves, it outlives the process and the machine's power. */
  async commit(body: Uint8Array, places: Omit<Batch, "number">): Promise<void> {
    const number = this.next;
    await writeDurably(this.folder, nameOf(number), body);
    const batch = { number, ...places };
    await this.ledger.wrote(batch);
    this.newest = batch;
    this.waiting.set(number, { bytes: body.length, batch });
    this.next++;
  }

  /**
   * The body of a batch.
   * @throws when it cannot be read
   */
  read(number: number): Promise<Buffer> {
    return readFile(join(this.folder, nameOf(number)));
  }

  /** How many records a batch holds, where that is known. */
  countOf(number: number): number | undefined {
    return damageOf(number, this.waiting.get(number)?.batch).count;
  }

  /** Takes batches out that were sent, the oldest first. */
  async acknowledge(numbers: readonly number[]): Promise<void> {
    for (const number of numbers) {
      await this.ledger.done(number);
      await this.take(number);
    }
    if (this.isEmpty && this.newest) await this.ledger.forget(this.newest);
  }

  /** Takes a batch out that will never be accepted; the newest such are kept beside. */
  async refuse(number: number): Promise<void> {
    await setAside(this.folder, number, "refused");
    await this.acknowledge([number]);
  }

  /** Takes a batch out that cannot be read. @returns what is lost with it */
  async giveUp(number: number): Promise<Damage> {
    const damage = damageOf(number, this.waiting.get(number)?.batch);
    await this.ledger.done(number);
    await setAside(this.folder, number, "damaged");
    this.waiting.delete(number);
    return damage;
  }

  /**
   * Keeps an admission until it is in the chain, whatever happens to this process.
   * @returns says that it is
   */
  async owe(record: AgentRecord): Promise<() => void> {
    return this.whenWritten(await this.ledger.owe(record));
  }

  /** The admissions that are owed since the folder was opened. */
  owed(): Note[] {
    return [...this.debts].map(([number, record]) => ({ record, written: this.whenWritten(number) }));
  }

  /**
   * Keeps records until they are in the chain, whatever happens to this process and the machine's power.
   * @throws when they could not be written, or the folder is another writer's by now
   */
  async keep(records: readonly AgentRecord[]): Promise<Note[]> {
    const numbers = await this.keeping.keep(records);
    // Not before: whoever takes the folder finds the records, or they are not taken here.
    if (!this.lock.isHeldNow()) throw new Error(`the spool ${this.folder} is another writer's`);
    return records.map((record, i) => ({ record, written: () => this.keeping.done(numbers[i]!) }));
  }

  /** The records that the writer before kept. */
  kept(): Note[] {
    return [...this.found.kept].map(([number, record]) => ({ record, written: () => this.keeping.done(number) }));
  }

  /** Records that wait, where the folder is gone with them; undefined when it is still there. */
  async goneWithFolder(): Promise<number | "unknown" | undefined> {
    if (await stat(this.folder).catch(() => undefined)) return undefined;
    const counts = this.numbers.map((number) => this.countOf(number));
    return counts.includes(undefined) ? "unknown" : counts.reduce((sum: number, count) => sum + count!, 0);
  }

  async close(): Promise<void> {
    await this.ledger.close().catch(() => undefined);
    await this.keeping.close().catch(() => undefined);
    await this.lock.release();
  }

  private whenWritten(number: number): () => void {
    return () => {
      // At worst, the next writer admits the same again.
      this.ledger.paid(number).catch(() => undefined);
    };
  }

  private async take(number: number): Promise<void> {
    try {
      // An older batch that goes out late must not hide the end of the chain.
      if (number > this.sentUpTo) await rename(join(this.folder, nameOf(number)), join(this.folder, lastSent));
      else await rm(join(this.folder, nameOf(number)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    this.sentUpTo = Math.max(this.sentUpTo, number);
    this.waiting.delete(number);
  }
}

/** Keeps a batch under another name, and of those the newest few. */
async function setAside(folder: string, number: number, why: "refused" | "damaged"): Promise<void> {
  await copyFile(join(folder, nameOf(number)), join(folder, `${why}-${nameOf(number)}`)).catch(() => undefined);
  if (why === "damaged") await rm(join(folder, nameOf(number)), { force: true });
  const kept = (await readdir(folder)).filter((name) => asideName.test(name)).sort(byNumber);
  for (const name of kept.slice(0, -asideKept)) await rm(join(folder, name));
}

/** What was never written to the end. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(draftSuffix)) await rm(join(folder, name));
}

function byNumber(a: string, b: string): number {
  return a.slice(8) < b.slice(8) ? -1 : 1;
}
