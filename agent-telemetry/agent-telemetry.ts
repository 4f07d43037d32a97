import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Control } from "./control";
import { withinTime } from "./deadline";
import { errors } from "./errors";
import { type AgentTelemetryOptions, type Settings, settingsOf } from "./options";
import { Problems } from "./problems";
import { SpanQueue } from "./queue";
import { Sender } from "./sending/sender";
import { untraced } from "./untraced";
import { Writer } from "./writer";

/** Spans that are worth a batch before the delay is over. */
const enough = 256;
/** How often a flush looks again, in milliseconds, when no bell rings. */
const lookAgain = 1000;

/**
 * Records the operations of one agent in Microsoft Sentinel: every span becomes a signed record in the agent's chain, is
 * written to disk, and is sent until it is taken. See docs/agent-record.md.
 *
 * The agent's thread only puts spans into a queue. Once built, nothing here throws or rejects: problems go to `onProblem`.
 */
export class AgentTelemetry implements SpanProcessor {
  private readonly settings: Settings;
  private readonly control: Control;
  private readonly queue: SpanQueue;
  private readonly problems: Problems;
  private readonly writer: Writer;
  private readonly running: Promise<unknown>;
  private ending: Promise<void> | undefined;

  /** @throws TelemetryError for an option that cannot be meant, or a key of the wrong kind */
  constructor(options: AgentTelemetryOptions) {
    this.settings = settingsOf(options);
    const { clock, maxQueuedSpans, onProblem } = this.settings;
    this.control = new Control(clock);
    this.queue = new SpanQueue(maxQueuedSpans, enough, this.control.spans);
    this.problems = new Problems(onProblem, clock);
    this.writer = new Writer(this.settings, this.queue, this.control, this.problems);
    const sender = new Sender(this.settings, this.queue, this.writer, this.control, this.problems);
    this.running = untraced(() => Promise.all([this.writer.run(), sender.run()]));
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
   * Takes no more spans, and signs, writes and sends those there are. Resolves when that is done, or after
   * `flushTimeout`; never rejects. What is written is sent by the next writer in the folder.
   */
  shutdown(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<void> {
    this.control.closing = true;
    await this.hurried("shutdown", () => this.running);
    this.control.abort();
    await withinTime(this.running, lookAgain);
    await this.writer.spool?.close(this.writer.isIdle).catch((error) => this.problems.report(error));
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
    const { control, writer } = this;
    while (control.waiting > 0 && !control.aborted && !(writer.isIdle && writer.spool!.first === undefined))
      await control.progress.wait(lookAgain);
  }
}
