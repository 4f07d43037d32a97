import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { type AgentTelemetryOptions, settingsOf } from "./options";
import { Recording } from "./recording";

/**
 * Records the operations of one agent in Microsoft Sentinel: every span becomes a signed record in the agent's chain, is
 * written to disk, and is sent until it is taken. See docs/agent-record.md.
 *
 * The agent's thread only puts spans into a queue. Once built, nothing here throws or rejects: problems go to `onProblem`,
 * or become warnings of the process.
 */
export class AgentTelemetry implements SpanProcessor {
  private readonly recording: Recording;

  /** @throws TelemetryError for an option that cannot be meant, or a key of the wrong kind */
  constructor(options: AgentTelemetryOptions) {
    this.recording = new Recording(settingsOf(options));
  }

  /** Nothing: a record is made when the span ends. */
  onStart(): void {}

  /** Puts the span into the queue, in constant time. */
  onEnd(span: ReadableSpan): void {
    this.recording.push(span);
  }

  /** Signs, writes and sends what has ended. Resolves when that is done, or after `flushTimeout`; never rejects. */
  forceFlush(): Promise<void> {
    return this.recording.flush();
  }

  /**
   * Takes no more spans, signs, writes and sends those there are, and closes the chain. Resolves when that is done, or
   * soon after `flushTimeout`; never rejects. What is written is sent by the next writer in the folder.
   */
  shutdown(): Promise<void> {
    return this.recording.close();
  }
}
