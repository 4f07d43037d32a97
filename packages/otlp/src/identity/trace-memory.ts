import type { OtelSpanRow } from "../row";
import type { FoundAgent } from "./resolve-agent";
import type { TraceAgents } from "./span-agents";

/** How much is kept of each sender's spans, so that no sender can push out what others' are kept for. */
export interface TraceLimits {
  /** spans whose agent is known. @default 5,000 */
  readonly mostSpans?: number;
  /** bytes of rows that wait for their agent, as JSON. @default 1 MiB */
  readonly mostWaitingBytes?: number;
  /** senders; whoever sent least recently is forgotten first. @default 16 */
  readonly mostSenders?: number;
  /** how long either is kept, in milliseconds. @default 15 minutes */
  readonly lasting?: number;
}

/** A row without an agent that was sent on as such, and may get one yet. */
interface Waiting {
  readonly row: OtelSpanRow;
  readonly bytes: number;
  readonly until: number;
}

/**
 * Joins spans by their trace when those of one trace come in several requests: a child finds the agent of a parent that
 * came before it, and a parent finds the children that came before without one. It is this process's memory.
 */
export class TraceMemory {
  private readonly senders = new Map<string, SenderTraces>();
  private readonly limits: Required<TraceLimits>;

  /** @param now milliseconds since 1970 */
  constructor(
    private readonly now: () => number,
    limits: TraceLimits = {},
  ) {
    this.limits = { mostSpans: 5000, mostWaitingBytes: 1024 * 1024, mostSenders: 16, lasting: 900_000, ...limits };
  }

  /** What is kept of one sender's spans. */
  of(who: string): SenderTraces {
    const known = this.senders.get(who) ?? new SenderTraces(this.now, this.limits);
    this.senders.delete(who);
    this.senders.set(who, known);
    for (const oldest of this.senders.keys()) {
      if (this.senders.size <= this.limits.mostSenders) break;
      this.senders.delete(oldest);
    }
    return known;
  }
}

/** What is kept of one sender's spans. */
export class SenderTraces implements TraceAgents {
  private readonly agents = new Map<string, { readonly agent: FoundAgent; readonly until: number }>();
  private readonly waiting = new Map<string, Waiting>();
  private bytes = 0;

  constructor(
    private readonly now: () => number,
    private readonly limits: Required<TraceLimits>,
  ) {}

  agentOf(traceId: string, spanId: string): FoundAgent | undefined {
    const known = this.agents.get(traceId + spanId);
    return known && known.until > this.now() ? known.agent : undefined;
  }

  /** Keeps whose a span is. */
  keep({ TraceId, SpanId }: OtelSpanRow, agent: FoundAgent): void {
    const key = TraceId + SpanId;
    this.agents.delete(key);
    this.agents.set(key, { agent, until: this.now() + this.limits.lasting });
    for (const oldest of this.agents.keys()) {
      if (this.agents.size <= this.limits.mostSpans) break;
      this.agents.delete(oldest);
    }
  }

  /** Keeps a row that has no agent, until its parent comes; the oldest give way. A root waits for nobody. */
  wait(row: OtelSpanRow, bytes: number): void {
    if (row.ParentSpanId === "" || bytes > this.limits.mostWaitingBytes / 8) return;
    const key = row.TraceId + row.SpanId;
    this.forget(key);
    this.waiting.set(key, { row, bytes, until: this.now() + this.limits.lasting });
    this.bytes += bytes;
    for (const [oldest, { until }] of this.waiting) {
      if (this.bytes <= this.limits.mostWaitingBytes && until > this.now()) break;
      this.forget(oldest);
    }
  }

  /** The waiting rows of these traces, until `found` is told of them. */
  waitingIn(traceIds: ReadonlySet<string>): readonly { readonly row: OtelSpanRow; readonly bytes: number }[] {
    if (this.waiting.size === 0) return [];
    return [...this.waiting.values()].filter(({ row, until }) => traceIds.has(row.TraceId) && until > this.now());
  }

  /** Rows that wait, and their bytes. */
  get held(): { readonly rows: number; readonly bytes: number } {
    return { rows: this.waiting.size, bytes: this.bytes };
  }

  /** Keeps a row no longer. */
  found({ TraceId, SpanId }: OtelSpanRow): void {
    this.forget(TraceId + SpanId);
  }

  private forget(key: string): void {
    const known = this.waiting.get(key);
    if (!known) return;
    this.bytes -= known.bytes;
    this.waiting.delete(key);
  }
}
