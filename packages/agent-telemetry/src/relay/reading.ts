import { setImmediate as breath } from "node:timers/promises";
import { OtlpError, RejectedSpans } from "@sentinel-agent-identities/otlp";
import { TelemetryError } from "../errors";
import type { AgentRecord } from "../record/agent-record";
import type { Agents } from "./agents";
import type { Sent } from "./inbox/sealing";
import { recordOf, spansOf } from "./records";

/** Reasons that are told. */
const mostReasons = 3;
/** Spans that are read before others get their turn. */
const turn = 16;

/** What is in a request. */
export interface Read {
  /** by the agent's object id */
  readonly records: Map<string, AgentRecord[]>;
  /** spans that are recorded, or are protocol noise */
  readonly taken: number;
  /** spans that can never be recorded */
  readonly rejected: number;
  /** of these, spans of no agent that the relay knows */
  readonly unknownAgent: number;
  /** some of the reasons */
  readonly reasons: readonly string[];
}

/**
 * Reads the spans of a request into records.
 * @throws OtlpError for what is no such request
 */
export async function readRequest({ body, format }: Sent, agents: Agents): Promise<Read> {
  const records = new Map<string, AgentRecord[]>();
  const reasons: string[] = [];
  const counts = { taken: 0, rejected: 0, unknownAgent: 0 };
  const reject = (spans: number, reason: string) => {
    counts.rejected += spans;
    if (reasons.length < mostReasons && !reasons.includes(reason)) reasons.push(reason);
  };
  let read = 0;
  for (const span of spansOf(body, format, agents.known)) {
    if (++read % turn === 0) await breath();
    if (span instanceof RejectedSpans) {
      reject(span.spans, span.reason);
      continue;
    }
    const agent = agents.of(span);
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

/** The same of a request that is on the disk: what is none, or cannot be opened, has nothing in it but a reason. */
export async function readHeld(sent: Sent | undefined, agents: Agents): Promise<Read> {
  const none = { records: new Map(), taken: 0, rejected: 0, unknownAgent: 0 };
  if (sent === undefined)
    return { ...none, reasons: ["a request that was kept cannot be opened: it is damaged, or the key is another one"] };
  try {
    return await readRequest(sent, agents);
  } catch (error) {
    if (!(error instanceof OtlpError)) throw error;
    return { ...none, reasons: [error.message] };
  }
}
