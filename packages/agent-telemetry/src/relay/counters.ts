/** What came since the relay started. */
export interface Counters {
  /** spans that are recorded, or are protocol noise */
  spans: number;
  /** spans that were refused for good */
  rejected: number;
  /** of these, spans of no agent that the relay knows */
  unknownAgent: number;
  /** requests that were sent away for the moment */
  postponed: number;
  /** requests of logs and metrics, which nobody reads */
  logs: number;
  metrics: number;
}

/** None yet. */
export const noCounts = (): Counters => ({ spans: 0, rejected: 0, unknownAgent: 0, postponed: 0, logs: 0, metrics: 0 });
