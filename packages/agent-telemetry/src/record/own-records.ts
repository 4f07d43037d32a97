import type { AgentRecord } from "./agent-record";
import { recordOf } from "./fields";
import { nearestInstant } from "./instant";

/** Spans that will never have a record, and when they ended where that is known: ISO 8601. */
export interface Loss {
  readonly count: number;
  readonly from?: string;
  readonly to?: string;
}

/** Signed records that are gone: how many where that is known, and their places. */
export interface Damage {
  readonly batch: number;
  readonly count?: number;
  readonly chainId?: string;
  readonly from?: number;
  readonly to?: number;
}

/** Why a chain goes on, or begins, after another writer. */
export interface Resumption {
  readonly details: string;
  /** of the chain that it does not go on with */
  readonly previousChainId?: string;
  /** records or operations that are missing; undefined when none can be */
  readonly lost?: number | "unknown";
}

/** Who writes records of its own. */
export interface Author {
  readonly agentId: string;
  readonly instance: string;
  readonly now: () => Date;
}

/** Ends a chain until somebody goes on with it. */
export const closed = "telemetry.closed";
/** Admits records that the endpoint refused. */
export const refused = "telemetry.refused";

/** The records of the exporter's own: `docs/agent-record.md`, "Beginning, end and admissions". */
export function ownRecords({ agentId, instance, now }: Author) {
  const record = (type: string, details: string, more: Readonly<Record<string, unknown>> = {}): AgentRecord => {
    const at = nearestInstant(now());
    const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
    return recordOf({
      EventStartTime: at,
      EventEndTime: at,
      EventCount: 1,
      EventVendor: "AgentTelemetry",
      EventSchema: "AgentEvent",
      EventSchemaVersion: "0.1.0",
      EventType: "Other",
      EventOriginalType: type,
      EventResult: "Success",
      EventErrorDetails: details,
      SrcAgentId: agentId,
      SrcAgentInstanceId: instance,
      OperationClass: "Other",
      AdditionalFields: Object.keys(given).length > 0 ? given : undefined,
    });
  };
  return {
    started: () => record("telemetry.started", "the spool folder was empty: this writer is the first"),

    resumed: ({ details, previousChainId, lost }: Resumption) =>
      record("telemetry.resumed", details, { PreviousChainId: previousChainId, Lost: lost }),

    closed: () => record(closed, "the writer ended; everything that ended before has its record or is admitted"),

    overflow: ({ count, from, to }: Loss) =>
      record(
        "telemetry.overflow",
        `${count} operations${from && to ? ` that ended between ${from} and ${to}` : ""} have no record: queue or spool was full`,
        { Lost: count, LostFrom: from, LostTo: to },
      ),

    dropped: (reasons: Readonly<Record<string, number>>) => {
      const count = Object.values(reasons).reduce((a, b) => a + b, 0);
      const why = Object.entries(reasons).map(([reason, times]) => `${reason} (${times})`);
      return record("telemetry.dropped", `${count} operations have no record: ${why.join(", ")}`, { Lost: count });
    },

    refused: (count: number, lost: number, answer: string) =>
      record(refused, `the endpoint refused ${count} records: ${answer}`, { Lost: lost }),

    damaged: ({ batch, count, chainId, from, to }: Damage) =>
      record(
        "telemetry.damaged",
        `${count ?? "an unknown number of"} signed records are gone: the file of batch ${batch} is damaged or missing`,
        { Lost: count ?? "unknown", LostChainId: chainId, LostFromSequence: from, LostToSequence: to },
      ),
  };
}

/** Makes the records of the exporter's own. */
export type OwnRecords = ReturnType<typeof ownRecords>;
