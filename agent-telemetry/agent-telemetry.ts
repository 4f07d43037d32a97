import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { elapsed } from "./clock";
import { Control } from "./control";
import { withinTime } from "./deadline";
import { errors } from "./errors";
import { Heir } from "./heir";
import { type AgentTelemetryOptions, type Settings, settingsOf } from "./options";
import { Problems } from "./problems";
import { SpanQueue } from "./queue";
import { ownRecords } from "./record/own-records";
import { Account } from "./sending/account";
import { Sender } from "./sending/sender";
import { Slots } from "./spool/slots";
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
 * Records the operations of one agent in Microsoft Sentinel: every span becomes a signed record in the agent's chain, is
 * written to disk, and is sent until it is taken. See docs/agent-record.md.
 *
 * The agent's thread only puts spans into a queue. Once built, nothing here throws or rejects: problems go to `onProblem`,
 * or become warnings of the process.
 */
export class AgentTelemetry implements SpanProcessor {
  private readonly settings: Settings;
  private readonly control: Control;
  private readonly queue: SpanQueue;
  private readonly problems: Problems;
  private readonly writer: Writer;
  private readonly heir: Heir;
  private readonly running: Promise<unknown>;
  private ending: Promise<void> | undefined;

  /** @throws TelemetryError for an option that cannot be meant, or a key of the wrong kind */
  constructor(options: AgentTelemetryOptions) {
    this.settings = settingsOf(options);
    const { agentId, clock, folder: root, instance, maxQueuedBytes, maxQueuedSpans, onProblem, uuid } = this.settings;
    this.control = new Control(clock);
    this.queue = new SpanQueue({ spans: maxQueuedSpans, bytes: maxQueuedBytes, enough }, this.control.spans);
    this.problems = new Problems(onProblem, () => elapsed(clock));
    const own = ownRecords({ agentId, instance, now: () => clock.now() });
    const watch = new Watch(() => elapsed(clock));
    const slots = new Slots({ agentId, root, uuid, watch, admission: own.damaged });
    this.writer = new Writer(this.settings, slots, own, this.queue, this.control, this.problems);
    this.heir = new Heir(this.settings, slots, own, this.writer, this.control, this.problems);
    const account = new Account(own, this.queue, this.problems, () => this.writer.spool!);
    const sender = new Sender(this.settings, this.writer, this.heir, account, this.control, this.problems);
    this.running = untraced(() => Promise.all([this.writer.run(), this.heir.run(), sender.run()]));
  }

  /** Nothing: a record is made when the span ends. */
  onStart(): void {}

  /** Puts the span into the queue, in constant time. */
  onEnd(span: ReadableSpan): void {
    if (!this.control.closing) this.queue.push(span);
  }

  /** Signs, writes and sends what has ended. Resolves when that is done, or after `flushTimeout`; never rejects. */
  async forceFlush(): Promise<void> {
    await this.hurried("forceFlush", () => this.sent());
  }

  /**
   * Takes no more spans, signs, writes and sends those there are, and closes the chain. Resolves when that is done, or
   * soon after `flushTimeout`; never rejects. What is written is sent by the next writer in the folder.
   */
  shutdown(): Promise<void> {
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
