import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Lock } from "../../spool/lock";
import type { Sealing, Sent } from "./sealing";
import { Segment } from "./segment";

/** Bytes of a file after which a next one is begun. */
const most = 8 * 1024 * 1024;
/** Bytes of a file that is not kept for what may come, where all in it is done. */
const large = 1024 * 1024;
const segmentName = /^(\d{6})\.sealed$/;
const nameOf = (number: number): string => `${String(number).padStart(6, "0")}.sealed`;

/** A request that is on the disk until it is done. */
export interface Held {
  /** undefined when it cannot be opened: it is damaged, or the key is another one */
  readonly sent: Sent | undefined;
  readonly box: Box;
}

/** A request that is to be written, and who waits for it. */
interface Wish {
  readonly sent: Sent;
  readonly sealed: Buffer[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A folder of requests that were answered and are not done, one relay's. They are done in the order in which they came. */
export class Box {
  private segments: Segment[] = [];
  private next = 1;
  private doing: Promise<void> = Promise.resolve();
  private wishes: Wish[] = [];

  private constructor(
    private readonly folder: string,
    private readonly lock: Lock,
    private readonly sealing: Sealing,
    private readonly arrived: (held: readonly Held[]) => void,
  ) {}

  /**
   * Opens a folder whose lock the caller holds.
   * @param arrived told of what is in it, and of what is added, in that order
   */
  static async open(
    folder: string,
    lock: Lock,
    sealing: Sealing,
    arrived: (held: readonly Held[]) => void,
  ): Promise<Box> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const box = new Box(folder, lock, sealing, arrived);
    const numbers = (await readdir(folder)).flatMap((name) => segmentName.exec(name)?.[1] ?? []).sort();
    const held: Held[] = [];
    for (const number of numbers) {
      const { segment, left } = await Segment.found(join(folder, nameOf(Number(number))), sealing);
      box.segments.push(segment);
      held.push(...left.map((sent) => ({ sent, box })));
      box.next = Number(number) + 1;
    }
    await box.tidy(0);
    if (held.length > 0) arrived(held);
    return box;
  }

  /** Whether all that was in it is done. */
  get isEmpty(): boolean {
    return this.segments.every(({ isDone }) => isDone);
  }

  /**
   * Adds a request: once this resolves, it outlives the process. Those that come together are written together.
   * @throws when it could not be written, or the folder is another relay's by now
   */
  add(sent: Sent): Promise<void> {
    const sealed = this.sealing.seal(sent);
    return new Promise((resolve, reject) => {
      this.wishes.push({ sent, sealed, resolve, reject });
      if (this.wishes.length === 1) void this.queue(() => this.addAll());
    });
  }

  /** Marks the oldest as done. At worst, the next relay takes it once more. */
  async done(): Promise<void> {
    await this.queue(async () => {
      await this.segments.find(({ isDone }) => !isDone)?.mark(1);
      await this.tidy(large);
    });
  }

  /** Lets go of the folder. */
  async close(): Promise<void> {
    await this.queue(async () => {
      if (this.isEmpty) await this.tidy(0);
      for (const segment of this.segments) await segment.close();
    });
    await this.lock.release();
  }

  private async addAll(): Promise<void> {
    const all = this.wishes.splice(0);
    try {
      let current = this.segments.at(-1);
      if (!current || current.bytes > most) {
        current = Segment.begin(join(this.folder, nameOf(this.next++)));
        this.segments.push(current);
      }
      await current.add(all.map(({ sealed }) => sealed));
      // Not before: whoever takes the folder finds the requests, or they are not taken here.
      if (!this.lock.isHeldNow()) throw new Error(`the inbox ${this.folder} is another relay's`);
      this.arrived(all.map(({ sent }) => ({ sent, box: this })));
      for (const { resolve } of all) resolve();
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  /** Removes files in which all is done; the newest only where it is larger than that. */
  private async tidy(bytes: number): Promise<void> {
    const gone = this.segments.filter(
      (segment, i) => segment.isDone && (i < this.segments.length - 1 || segment.bytes >= bytes),
    );
    this.segments = this.segments.filter((segment) => !gone.includes(segment));
    for (const segment of gone) await segment.remove();
  }

  /** One after the other: what is written is in the order in which it was asked for. */
  private queue(work: () => Promise<void>): Promise<void> {
    const next = this.doing.then(work);
    this.doing = next.catch(() => undefined);
    return next;
  }
}
