/** What can be said about a record, or about the chain that ends with it; `docs/agent-record.md`, "Verdicts". */
export type RecordVerdictState =
  | "Valid"
  | "Unsigned"
  | "BadSignature"
  | "UnknownKey"
  | "KeyExpired"
  | "KeyRevoked"
  | "Duplicate"
  | "Replayed"
  | "ChainFork"
  | "ChainGap"
  | "ChainUnadmitted"
  | "ChainUnclosed"
  | "ClockSkew"
  | "ReceivedLate";

/** A state and why, in plain text; no text for `Valid`. */
export interface Finding {
  readonly state: RecordVerdictState;
  readonly error: string;
  /** true when the agent's own key proves it, so that nobody else can have brought it about */
  readonly provenByKey?: true;
}

/** What a verdict says about the record it is for. */
export interface RecordSubject {
  /** the stored row's id, as the caller gave it */
  readonly rowId: string;
  /** when the row arrived, milliseconds since 1970 */
  readonly arrived: number;
  readonly eventUid?: string;
  /** the agent, lower case, when its key signed the record or it sent the record itself */
  readonly agentId?: string;
  /** the agent that the record names, lower case */
  readonly claimedAgentId?: string;
  /** object id of who sent the row, lower case, when known */
  readonly senderId?: string;
  readonly chainId?: string;
  readonly chainSequence?: number;
  readonly keyId?: string;
  readonly alg?: string;
  /** `EventEndTime`, ISO 8601 with milliseconds */
  readonly eventTime?: string;
}

/** The one verdict on a record. `ChainUnclosed` comes besides: it is about the chain whose last record it names. */
export interface RecordVerdict extends RecordSubject, Finding {}
