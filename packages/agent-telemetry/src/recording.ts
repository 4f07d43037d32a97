import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { elapsed } from "./clock";
import { Control } from "./control";
import { withinTime } from "./deadline";
import { errors } from "./errors";
import { Heir } from "./heir";
import type { Settings } from "./options";
import { Problems } from "./problems";
import { SpanQueue } from "./queue";
import type { AgentRecord } from "./record/agent-record";
import { type OwnRecords, ownRecords } from "./record/own-records";
import { Account } from "./sending/account";
import { Sender } from "./sending/sender";
import { Slots } from "./spool/slots";
import type { Spool } from "./spool/spool";
import { Watch } from "./spool/watch";
import { untraced } from "./untraced";
import { Writer } from "./writer";

/** Spans that are worth a batch before the delay is over. */
const enough = 256;
/** How often a flush looks again, in milliseconds, when no bell rings. */
const lookAgain = 1000;
/** What a shutdown that ran out of time may still take to close the chain, in milliseconds. */
const lastWork = 2000;

/**
 * One agent's chain in the making: what it is given is signed, written to disk, and sent until it is taken. Once built,
 * nothing but `keep` throws or rejects.
 */
export class Recording {
  private readonly control: Control;
  private readonly queue: SpanQueue;
  private readonly problems: Problems;
  private readonly writer: Writer;
  private readonly own: OwnRecords;
  private readonly heir: Heir;
  private readonly running: Promise<unknown>;
  private ending: Promise<void> | undefined;

  constructor(private readonly settings: Settings) {
    const { agentId, clock, folder: root, instance, maxQueuedBytes, maxQueuedSpans, onProblem, uuid } = settings;
    this.control = new Control(clock);
    this.queue = new SpanQueue({ spans: maxQueuedSpans, bytes: maxQueuedBytes, enough }, this.control.spans);
    this.problems = new Problems(onProblem, () => elapsed(clock));
    const own = ownRecords({ agentId, instance, now: () => clock.now() });
    this.own = own;
    const watch = new Watch(() => elapsed(clock));
    const slots = new Slots({ agentId, root, uuid, watch, admission: own.damaged });
    this.writer = new Writer(settings, slots, own, this.queue, this.control, this.problems);
    this.heir = new Heir(settings, slots, own, this.writer, this.control, this.problems);
    const account = new Account(own, this.queue, this.problems, () => this.writer.spool!);
    const sender = new Sender(settings, this.writer, this.heir, account, this.control, this.problems);
    this.running = untraced(() => Promise.all([this.writer.run(), this.heir.run(), sender.run()]));
  }

  /** Compressed bytes on disk that wait to be sent; undefined as long as there is no spool. */
  get waitingBytes(): number | undefined {
    return this.writer.spool?.bytes;
  }

  /** Puts a span into the queue, in constant time. */
  push(span: ReadableSpan): void {
    if (!this.control.closing) this.queue.push(span);
  }

  /**
   * Takes records over. Once this resolves they are on the disk and will have their place in the chain, whatever happens
   * to this process and the machine's power.
   * @returns resolves `signed` when they have it
   * @throws TelemetryError when they are not taken, and may be later
   */
  async keep(records: readonly AgentRecord[]): Promise<{ readonly signed: Promise<void> }> {
    const notes = await this.checkRoom()
      .keep(records)
      .catch((error) => {
        throw errors.notKept(error);
      });
    const signed = new Promise<void>((resolve) => {
      let left = notes.length;
      const noted = notes.map(({ record, written }) => ({
        record,
        written: () => {
          written?.();
          if (--left === 0) resolve();
        },
      }));
      this.queue.addNotes(noted);
    });
    return { signed };
  }

  /**
   * Whether records can be taken over.
   * @returns where they go
   * @throws TelemetryError when they cannot, and may be later
   */
  checkRoom(): Spool {
    const { spool } = this.writer;
    if (spool === undefined || this.control.closing) throw errors.notReady(this.settings.folder);
    if (spool.bytes >= this.settings.maxSpoolBytes) throw errors.full(spool.folder, spool.bytes);
    return spool;
  }

  /** A record that admits operations without one, by reason. */
  admission(reasons: Readonly<Record<string, number>>): AgentRecord {
    return this.own.dropped(reasons);
  }

  /** Signs, writes and sends what there is. Resolves when that is done, or after `flushTimeout`; never rejects. */
  async flush(): Promise<void> {
    await this.hurried("forceFlush", () => this.sent());
  }

  /**
   * Takes no more, signs, writes and sends what there is, and closes the chain. Resolves when that is done, or soon after
   * `flushTimeout`; never rejects. What is written is sent by the next writer in the folder.
   */
  close(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<void> {
    this.control.closing = true;
    await this.hurried("shutdown", () => this.running);
    this.control.abort();
    // A writer that hangs keeps its spool: nobody else may write there.
    if (!(await withinTime(this.running, lastWork))) return;
    for (const spool of [...this.heir.spools]) await this.heir.release(spool);
    await this.writer.spool?.close().catch((error) => this.problems.report(error));
  }

  private async hurried(what: string, work: () => Promise<unknown>): Promise<void> {
    const { flushTimeout } = this.settings;
    this.control.waiting++;
    this.control.wakeAll();
    const done = await withinTime(work(), flushTimeout);
    this.control.waiting--;
    if (!done) this.problems.report(errors.timeout(what, flushTimeout));
  }

  private async sent(): Promise<void> {
    const { control, writer, heir } = this;
    while (control.waiting > 0 && !control.aborted && !(writer.isIdle && writer.spool!.isEmpty && heir.isDone))
      await control.progress.wait(lookAgain);
  }
}
