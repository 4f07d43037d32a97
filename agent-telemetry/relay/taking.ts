import { setImmediate as breath } from "node:timers/promises";
import { RejectedSpans } from "../../lib/otlp";
import type { Format, PartialSuccess } from "../../lib/receiving";
import { TelemetryError } from "../errors";
import type { AgentRecord } from "../record/agent-record";
import type { Recording } from "../recording";
import type { Agents } from "./agents";
import type { Counters } from "./counters";
import { recordOf, spansOf } from "./records";

/** Reasons that are told in an answer. */
const mostReasons = 3;
/** Spans that are read before others get their turn. */
const turn = 500;

/** What became of a request. */
export interface Taken {
  /** undefined when all spans were taken */
  readonly partial?: PartialSuccess;
  /** resolves when what was taken has its place in the chain; never rejects */
  readonly signed: Promise<unknown>;
}

/** Takes the spans of requests: what is answered is on the disk, and will be signed and sent. */
export class Taking {
  /**
   * @param recordings by the agent's object id
   * @param report told of what is wrong with the relay, not with a request
   */
  constructor(
    private readonly agents: Agents,
    private readonly recordings: ReadonlyMap<string, Recording>,
    private readonly counters: Counters,
    private readonly report: (problem: Error) => void,
  ) {}

  /**
   * @param body of an OTLP trace export request
   * @throws OtlpError for what is no such request
   * @throws TelemetryError when the spans cannot be taken for the moment
   */
  async take(body: Uint8Array, format: Format): Promise<Taken> {
    const { records, taken, rejected, unknownAgent, reasons } = await this.read(body, format);
    const { signed } = await this.keep(records);
    this.counters.spans += taken;
    this.counters.rejected += rejected;
    this.counters.unknownAgent += unknownAgent;
    if (rejected === 0 && reasons.length === 0) return { signed };
    const more = rejected > reasons.length ? ["…"] : [];
    return { signed, partial: { rejectedSpans: rejected, errorMessage: [...reasons, ...more].join("; ") } };
  }

  private async read(body: Uint8Array, format: Format) {
    const records = new Map<string, AgentRecord[]>();
    const reasons: string[] = [];
    const counts = { taken: 0, rejected: 0, unknownAgent: 0 };
    const reject = (spans: number, reason: string) => {
      counts.rejected += spans;
      if (reasons.length < mostReasons && !reasons.includes(reason)) reasons.push(reason);
    };
    let read = 0;
    for (const span of spansOf(body, format, this.agents.known)) {
      if (++read % turn === 0) await breath();
      if (span instanceof RejectedSpans) {
        reject(span.spans, span.reason);
        continue;
      }
      const agent = this.agents.of(span);
      if (agent === undefined) {
        counts.unknownAgent++;
        const service = JSON.stringify(span.Resource["service.name"] ?? "");
        reject(
          1,
          `the relay knows no agent for spans of service.name ${service}; name it in its settings: agent, or agents`,
        );
        continue;
      }
      try {
        const record = recordOf(span, agent.id);
        counts.taken++;
        if (record === undefined) continue;
        const others = records.get(agent.id);
        if (others) others.push(record);
        else records.set(agent.id, [record]);
      } catch (error) {
        if (!(error instanceof TelemetryError)) throw error;
        reject(1, `span ${span.SpanId}: ${error.message}`);
      }
    }
    return { records, reasons, ...counts };
  }

  private async keep(
    records: ReadonlyMap<string, readonly AgentRecord[]>,
  ): Promise<{ readonly signed: Promise<unknown> }> {
    const kept: Promise<void>[] = [];
    try {
      for (const [agentId, own] of records) {
        const { signed } = await this.recordings.get(agentId)!.keep(own);
        kept.push(signed);
      }
    } catch (error) {
      this.counters.postponed++;
      this.report(error as Error);
      throw error;
    }
    return { signed: Promise.all(kept) };
  }
}
