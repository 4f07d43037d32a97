import type { AgentRecord } from "./agent-record";
import { recordOf } from "./fields";

/** Spans that will never have a record, and when they ended. */
export interface Loss {
  readonly count: number;
  readonly from: Date;
  readonly to: Date;
}

function ownRecord(type: string, agentId: string, at: Date, details: string, more?: object): AgentRecord {
  return recordOf({
    EventStartTime: at.toISOString(),
    EventEndTime: at.toISOString(),
    EventCount: 1,
    EventVendor: "AgentTelemetry",
    EventSchema: "AgentEvent",
    EventSchemaVersion: "0.1.0",
    EventType: "Other",
    EventOriginalType: type,
    EventResult: "Success",
    EventErrorDetails: details,
    SrcAgentId: agentId,
    OperationClass: "Other",
    AdditionalFields: more as Record<string, unknown>,
  });
}

/** The record that admits a writer's unclean end. */
export function resumedRecord(agentId: string, at: Date, last: string | undefined): AgentRecord {
  const details =
    last === undefined
      ? "the writer before ended uncleanly and left no record to go on from; its last records may be missing"
      : `the writer before ended uncleanly; operations that ended after its last record of ${last} may be missing`;
  return ownRecord("telemetry.resumed", agentId, at, details);
}

/** The record that admits spans for which there was no room. */
export function overflowRecord(agentId: string, at: Date, { count, from, to }: Loss): AgentRecord {
  return ownRecord(
    "telemetry.overflow",
    agentId,
    at,
    `${count} operations that ended between ${from.toISOString()} and ${to.toISOString()} have no record: queue or spool was full`,
    { Lost: count, LostFrom: from.toISOString(), LostTo: to.toISOString() },
  );
}

/** The record that admits records which the endpoint refused for good. */
export function refusedRecord(agentId: string, at: Date, count: number, answer: string): AgentRecord {
  return ownRecord("telemetry.refused", agentId, at, `the endpoint refused ${count} records: ${answer}`, {
    Lost: count,
  });
}
