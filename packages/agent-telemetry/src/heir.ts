import { sealBatch } from "./batch";
import { type Control, untilRung } from "./control";
import { errors } from "./errors";
import type { Settings } from "./options";
import { beginning, type Place } from "./place";
import type { Problems } from "./problems";
import type { OwnRecords } from "./record/own-records";
import type { SigningKey } from "./signing/key";
import type { Slots } from "./spool/slots";
import type { Spool } from "./spool/spool";
import type { Writer } from "./writer";

/** Sees to the spools of writers that are gone: admits their end, closes their chains, and has them sent. */
export class Heir {
  private readonly inherited: Spool[] = [];
  private hasLooked = false;

  constructor(
    private readonly settings: Settings,
    private readonly slots: Slots,
    private readonly own: OwnRecords,
    private readonly writer: Writer,
    private readonly control: Control,
    private readonly problems: Problems,
  ) {}

  /** Spools that are still to be sent. */
  get spools(): readonly Spool[] {
    return this.inherited;
  }

  /** Whether nothing of others waits, as far as was seen. */
  get isDone(): boolean {
    return this.hasLooked && this.inherited.length === 0;
  }

  /** Looks for such spools until the exporter closes, and at least once. Never rejects. */
  async run(): Promise<void> {
    const { control } = this;
    while (!control.aborted && !(this.hasLooked && control.closing)) {
      const { key } = this.writer;
      if (key) await this.look(key);
      if (!this.hasLooked || !control.closing) await control.opened.wait(untilRung);
    }
  }

  /** Lets go of a spool: it is sent, or the exporter ends. */
  async release(spool: Spool): Promise<void> {
    this.inherited.splice(this.inherited.indexOf(spool), 1);
    await spool.close().catch((error) => this.problems.report(error));
    this.control.progress.ring();
  }

  private async look(key: SigningKey): Promise<void> {
    try {
      for (const spool of await this.slots.abandoned()) await this.take(spool, key);
    } catch (error) {
      this.problems.report(errors.failed("looking for spools left behind", error));
    }
    this.hasLooked = true;
    this.control.batches.ring();
    this.control.progress.ring();
  }

  private async take(spool: Spool, key: SigningKey): Promise<void> {
    const { agentId, uuid } = this.settings;
    try {
      const { head, notes } = beginning(spool, this.own, agentId, uuid(), true);
      const place: Place = { spool, key, head };
      const wanted = notes.length > 0 ? [...notes, { record: this.own.closed() }] : [];
      for (let rest = wanted; rest.length > 0; ) {
        const batch = await sealBatch(place, rest);
        await batch.commit();
        rest = rest.slice(batch.count);
      }
      this.inherited.push(spool);
      this.control.batches.ring();
    } catch (error) {
      await spool.close();
      throw error;
    }
  }
}
