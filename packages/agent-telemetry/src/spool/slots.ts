import { mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { AgentRecord } from "../record/agent-record";
import type { Damage } from "../record/own-records";
import { inventoryOf } from "./inventory";
import { Ledger } from "./ledger";
import { Lock } from "./lock";
import { slotName } from "./names";
import { Spool } from "./spool";
import type { Watch } from "./watch";

/** Writers that may share a folder. */
const most = 64;

/** Who opens spools. */
export interface Opener {
  readonly agentId: string;
  /** where the sub-folders are */
  readonly root: string;
  /** gives texts that no other writer uses */
  readonly uuid: () => string;
  readonly watch: Watch;
  /** of records that are gone */
  readonly admission: (damage: Damage) => AgentRecord;
}

/** The sub-folders of a spool folder: `writer-1`, `writer-2` …, each for one writer at a time. */
export class Slots {
  constructor(private readonly opener: Opener) {}

  /** Opens the first that no living writer has, and none of another agent: that agent's own must send them. */
  async open(): Promise<Spool> {
    const { root } = this.opener;
    for (let slot = 1; slot <= most; slot++) {
      const folder = join(root, `writer-${slot}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const spool = await this.take(folder, true);
      if (spool) return spool;
    }
    throw new Error(`${root} has ${most} writers already; give some of them another folder`);
  }

  /** Opens those whose writers are gone with something left to send or to say. */
  async abandoned(): Promise<Spool[]> {
    const spools: Spool[] = [];
    for (const folder of await this.folders()) {
      if (!(await this.isAbandoned(folder))) continue;
      const spool = await this.take(folder, false);
      if (spool) spools.push(spool);
    }
    return spools;
  }

  /** Whether somebody else writes or wrote for this agent here. */
  async hasOthers(than: Spool): Promise<boolean> {
    for (const folder of await this.folders()) {
      if (folder === than.folder) continue;
      const account = await Ledger.read(folder);
      if (account?.owner?.agentId === this.opener.agentId) return true;
    }
    return false;
  }

  private async take(folder: string, writes: boolean): Promise<Spool | undefined> {
    const { agentId, uuid, watch, admission } = this.opener;
    if (await this.isAnothers(folder)) return undefined;
    const lock = await Lock.take(folder, uuid(), watch, writes);
    if (!lock) return undefined;
    try {
      const place = lock.mayReturn ? await this.movedAway(folder, lock) : folder;
      return await Spool.open(place, lock, agentId, admission);
    } catch (error) {
      await lock.release().catch(() => undefined);
      throw error;
    }
  }

  private async isAnothers(folder: string): Promise<boolean> {
    const account = await Ledger.read(folder);
    const { agentId } = this.opener;
    const owner = account?.owner?.agentId ?? [...(account?.batches.values() ?? [])][0]?.chainId.split("/")[0];
    return owner !== undefined && owner !== agentId;
  }

  /** Whether nobody is there, but something to send or to say. */
  private async isAbandoned(folder: string): Promise<boolean> {
    const holder = await Lock.lookAt(folder, this.opener.watch);
    return holder === "none" ? hasWork(folder) : holder === "gone";
  }

  /** Out of the reach of a holder that was only silent: what it still writes by the old name fails. */
  private async movedAway(folder: string, lock: Lock): Promise<string> {
    const taken = new Set(await this.folders());
    for (let slot = 1; ; slot++) {
      const place = join(this.opener.root, `writer-${slot}`);
      if (taken.has(place)) continue;
      try {
        await rename(folder, place);
        lock.movedTo(place);
        return place;
      } catch (error) {
        if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code!)) throw error;
      }
    }
  }

  private async folders(): Promise<string[]> {
    const slots = (await readdir(this.opener.root)).map((name) => Number(slotName.exec(name)?.[1] ?? Number.NaN));
    const numbers = slots.filter((slot) => !Number.isNaN(slot)).sort((a, b) => a - b);
    return numbers.map((slot) => join(this.opener.root, `writer-${slot}`));
  }
}

async function hasWork(folder: string): Promise<boolean> {
  const { isUsed, waiting, wasClosed, owed, kept, damages } = await inventoryOf(folder);
  return isUsed && (waiting.size > 0 || !wasClosed || owed.size > 0 || kept.size > 0 || damages.length > 0);
}
