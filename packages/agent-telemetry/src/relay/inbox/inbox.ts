import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { errors } from "../../errors";
import type { SigningKey } from "../../signing/key";
import { Lock } from "../../spool/lock";
import type { Watch } from "../../spool/watch";
import { Box, type Held } from "./box";
import { Sealing, type Sent } from "./sealing";

/** Relays that may share a folder. */
const most = 64;
const boxName = /^relay-\d+$/;

/** Where requests wait, and whose they are. */
export interface InboxOptions {
  readonly folder: string;
  readonly loadKey: () => SigningKey;
  readonly uuid: () => string;
  readonly watch: Watch;
}

/**
 * Requests that were answered, on the disk until their records are: `relay-1`, `relay-2` … below its folder, each for one
 * relay at a time. What relays that are gone have left is taken over.
 */
export class Inbox {
  private own: Box | undefined;
  private adopted: Box[] = [];
  private opening: Promise<void> | undefined;

  /** @param arrived told of requests that are on the disk, those that others have left too */
  constructor(
    private readonly options: InboxOptions,
    private readonly arrived: (held: readonly Held[]) => void,
  ) {}

  /** Opens a folder of its own, unless it has one, and takes over what nobody has. */
  open(): Promise<void> {
    this.opening ??= this.lookFor().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  /**
   * Adds a request; once this resolves, it outlives the process.
   * @throws TelemetryError when it is not taken, and may be later
   */
  async add(sent: Sent): Promise<void> {
    try {
      if (this.own === undefined) await this.open();
      await this.own!.add(sent);
    } catch (error) {
      // A folder that is another's by now, or gone: the next request looks for one.
      void this.own?.close().catch(() => undefined);
      this.own = undefined;
      throw errors.notKept(error);
    }
  }

  /** The request's records are on the disk. */
  async done({ box }: Held): Promise<void> {
    await box.done();
    if (!this.adopted.includes(box) || !box.isEmpty) return;
    this.adopted = this.adopted.filter((one) => one !== box);
    await box.close();
  }

  async close(): Promise<void> {
    await this.opening?.catch(() => undefined);
    for (const box of [this.own, ...this.adopted]) await box?.close().catch(() => undefined);
  }

  private async lookFor(): Promise<void> {
    const { folder, loadKey } = this.options;
    const sealing = new Sealing(loadKey());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let number = 1; this.own === undefined && number <= most; number++)
      this.own = await this.take(join(folder, `relay-${number}`), sealing);
    if (this.own === undefined)
      throw new Error(`${folder} has ${most} relays already; give some of them another folder`);
    for (const name of (await readdir(folder)).filter((one) => boxName.test(one)).sort()) {
      if ((await Lock.lookAt(join(folder, name), this.options.watch)) !== "gone") continue;
      const box = await this.take(join(folder, name), sealing);
      if (box?.isEmpty) await box.close();
      else if (box) this.adopted.push(box);
    }
  }

  private async take(folder: string, sealing: Sealing): Promise<Box | undefined> {
    const { uuid, watch } = this.options;
    const lock = await Lock.take(folder, uuid(), watch, true);
    if (!lock) return undefined;
    try {
      return await Box.open(folder, lock, sealing, this.arrived);
    } catch (error) {
      await lock.release().catch(() => undefined);
      throw error;
    }
  }
}
