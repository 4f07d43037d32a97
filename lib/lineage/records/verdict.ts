/** What can be said about a record; `docs/agent-record.md`, "Verdicts". */
export type RecordVerdictState =
  | "Valid"
  | "Unsigned"
  | "BadSignature"
  | "UnknownKey"
  | "KeyExpired"
  | "KeyRevoked"
  | "Replayed"
  | "ChainFork"
  | "ChainGap"
  | "ClockSkew";

/** A state and why, in plain text; no text for `Valid`. */
export interface Finding {
  readonly state: RecordVerdictState;
  readonly error: string;
}

/** What a verdict says about the record it is for, as the record says it itself. */
export interface RecordSubject {
  /** the stored row's id, as the caller gave it */
  readonly rowId: string;
  /** when the row arrived, milliseconds since 1970 */
  readonly arrived: number;
  readonly eventUid?: string;
  readonly agentId?: string;
  readonly chainId?: string;
  readonly chainSequence?: number;
  readonly keyId?: string;
  readonly alg?: string;
  /** `EventEndTime`, ISO 8601 with milliseconds */
  readonly eventTime?: string;
}

/** The one verdict on a record. */
export interface RecordVerdict extends RecordSubject, Finding {}
