import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { sealBatch } from "./batch";
import { elapsed } from "./clock";
import { type Control, untilRung } from "./control";
import { errors, TelemetryError } from "./errors";
import type { Settings } from "./options";
import { beginning, displaced, type Place } from "./place";
import type { Problems } from "./problems";
import type { Note, SpanQueue } from "./queue";
import { agentNamed, recordFromSpan } from "./record/from-span";
import { closed, type OwnRecords } from "./record/own-records";
import { backoff } from "./sending/backoff";
import type { SigningKey } from "./signing/key";
import type { Slots } from "./spool/slots";
import type { Spool } from "./spool/spool";

/** Records that are made before some are signed. */
const ahead = 512;
/** Spans turned into records between two turns of the event loop. */
const perTurn = 32;

/** A record that waits to be signed. */
interface Item extends Note {
  /** what it is of: a span, an admission, or the beginning in this spool, which another spool does not need */
  readonly from: "span" | "note" | "beginning";
}

/** Turns spans into signed records on disk, in the order they ended. */
export class Writer {
  private place: Place | undefined;
  private items: Item[] = [];
  private dropped: Record<string, number> = {};
  private failures = 0;
  private collected = Number.NEGATIVE_INFINITY;
  private closes = false;
  private isDisplaced = false;

  constructor(
    private readonly settings: Settings,
    private readonly slots: Slots,
    private readonly own: OwnRecords,
    private readonly queue: SpanQueue,
    private readonly control: Control,
    private readonly problems: Problems,
  ) {}

  /** The spool, once it is open. */
  get spool(): Spool | undefined {
    return this.place?.spool;
  }

  /** The key, once the spool is open. */
  get key(): SigningKey | undefined {
    return this.place?.key;
  }

  /** Whether every span so far is on disk. */
  get isIdle(): boolean {
    return this.place !== undefined && this.items.length === 0 && this.queue.isEmpty;
  }

  /** Whether the last record on disk closes the chain. */
  get isClosed(): boolean {
    return this.closes && this.isIdle;
  }

  /** Another spool is needed: this one is another's, or gone. */
  displace(): void {
    this.isDisplaced = true;
    this.control.spans.ring();
  }

  /** Works until the exporter closes and all is written and sent, or it is aborted. Never rejects. */
  async run(): Promise<void> {
    const { control } = this;
    while (!control.aborted && !(await this.attempt("opening the spool", () => this.open())));
    while (!control.aborted) {
      await this.collect();
      if (this.isDisplaced) await this.attempt("opening the spool", () => this.open());
      else if (this.items.length > 0) await this.attempt("writing the spool", () => this.write());
      else if (control.closing && this.queue.isEmpty) {
        if (control.finished) break;
        if (!this.closes) await this.attempt("closing the chain", () => this.close());
        else await control.spans.wait(untilRung);
      }
      control.progress.ring();
    }
    if (!this.isClosed) await this.attempt("closing the chain", () => this.giveUp());
    control.wakeAll();
  }

  /** Does it, or reports why not and waits. */
  private async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.failures = 0;
      return true;
    } catch (error) {
      this.problems.report(errors.failed(what, error));
      if (!this.control.aborted) await this.control.hurry.wait(backoff(++this.failures, this.settings.random()));
      return false;
    }
  }

  private async open(): Promise<void> {
    const { agentId, loadKey, uuid } = this.settings;
    const before = this.place;
    const key = loadKey();
    const gone = await before?.spool.goneWithFolder();
    await before?.spool.close();
    const spool = await this.slots.open();
    const { head, notes } = beginning(spool, this.own, agentId, uuid(), await this.slots.hasOthers(spool));
    const first = [...notes];
    if (before) {
      const told = { record: this.own.resumed(displaced(before.head.chainId, gone)) };
      // In a folder that nobody used, it says all there is to say.
      first.splice(spool.found.isUsed ? 1 : 0, spool.found.isUsed ? 0 : 1, told);
    }
    this.place = { spool, key, head };
    this.isDisplaced = false;
    this.closes = spool.found.last?.closes ?? false;
    for (const { batch, count = "an unknown number of" } of spool.found.damages)
      this.problems.report(errors.damaged(spool.folder, String(batch), String(count)));
    const rest = this.items.filter(({ from }) => from !== "beginning");
    this.items = [...first.map((note): Item => ({ ...note, from: "beginning" })), ...rest];
    this.control.batches.ring();
    this.control.opened.ring();
  }

  /** Waits for spans, and for more of them unless somebody is in a hurry, and makes records of them. */
  private async collect(): Promise<void> {
    const { control, queue, settings } = this;
    if (this.items.length === 0 && !this.isDisplaced) {
      if (queue.isEmpty && !control.closing) await control.spans.wait(untilRung);
      const left = this.collected + settings.batchDelay - elapsed(settings.clock);
      if (!queue.isEmpty && !control.isHurried && !queue.isWorthABatch && left > 0) await control.spans.wait(left);
    }
    this.collected = elapsed(settings.clock);
    while (this.items.length < ahead) {
      const spans = queue.take(perTurn);
      if (spans.length === 0) break;
      for (const span of spans) this.add(span);
      await new Promise(setImmediate);
    }
    const withSpans = this.items.some(({ from }) => from === "span");
    for (const note of queue.takeNotes(withSpans)) this.items.push({ ...note, from: "note" });
    this.admit();
  }

  private add(span: ReadableSpan): void {
    const { agentId } = this.settings;
    try {
      const named = agentNamed(span);
      if (named !== undefined && named !== agentId) throw errors.otherAgent(named, agentId);
      const record = recordFromSpan(span, agentId);
      if (record) this.items.push({ record, from: "span" });
    } catch (error) {
      const reason = error instanceof TelemetryError ? error.kind : "unreadable span";
      this.dropped[reason] = (this.dropped[reason] ?? 0) + 1;
      this.problems.report(error as Error);
    }
  }

  /** What has no record for any reason gets one that says so. */
  private admit(): void {
    const loss = this.queue.takeLoss();
    if (loss !== undefined) {
      this.items.push({ record: this.own.overflow(loss), from: "note" });
      this.problems.report(errors.lost(loss.count, "queue or spool is full"));
    }
    if (Object.keys(this.dropped).length === 0) return;
    this.items.push({ record: this.own.dropped(this.dropped), from: "note" });
    this.dropped = {};
  }

  /** @param anyway whether it is written where the spool is full */
  private async write(anyway = false): Promise<void> {
    const { place, control } = this;
    const batch = await sealBatch(place!, this.items);
    if (!anyway) {
      await this.roomFor(place!.spool, batch.packed.length);
      if (control.aborted) return;
    }
    if (!(await place!.spool.isHeld())) return this.open();
    await batch.commit();
    const written = this.items.splice(0, batch.count);
    this.closes = written.at(-1)!.record.EventOriginalType === closed;
    control.batches.ring();
  }

  private async close(): Promise<void> {
    this.items.push({ record: this.own.closed(), from: "note" });
    await this.write();
  }

  /** A batch larger than the whole spool waits until it is alone. */
  private async roomFor(spool: Spool, bytes: number): Promise<void> {
    while (!this.control.aborted && !spool.isEmpty && spool.bytes + bytes > this.settings.maxSpoolBytes)
      await this.control.room.wait(untilRung);
  }

  /** Admits the spans that there was no time or room for, and closes the chain all the same. */
  private async giveUp(): Promise<void> {
    let count = this.items.filter(({ from }) => from === "span").length;
    count += this.queue.take(Number.POSITIVE_INFINITY).length;
    this.items = this.items.filter(({ from }) => from !== "span");
    if (this.place === undefined) {
      if (count > 0) this.problems.report(errors.abandoned(count));
      return;
    }
    if (count > 0) {
      this.items.push({ record: this.own.overflow({ count }), from: "note" });
      this.problems.report(errors.lost(count, "the exporter ended before there was room for them"));
    }
    for (const note of this.queue.takeNotes(true)) this.items.push({ ...note, from: "note" });
    this.admit();
    this.items = this.items.filter(({ record }) => record.EventOriginalType !== closed);
    this.items.push({ record: this.own.closed(), from: "note" });
    while (this.items.length > 0) await this.write(true);
  }
}
