import type { Finding } from "./verdict";

/** Everything that the verifier says about a record. */
export const findings = {
  valid: { state: "Valid", error: "" },

  unsigned: { state: "Unsigned", error: "the record has no signature" },

  unknownKey: (kid: string) => ({ state: "UnknownKey", error: `the key registry has no key "${kid}"` }),

  keyOfAnother: (kid: string, owner: string, agentId: string) => ({
    state: "UnknownKey",
    error: `the key "${kid}" belongs to agent ${owner}, not to ${agentId || "an agent without id"}`,
  }),

  badSignature: (why: string) => ({ state: "BadSignature", error: why }),

  /** @param proven whether the key was surely used after its revocation */
  keyRevoked: (at: string, revoked: string, proven: boolean) => ({
    state: "KeyRevoked",
    error: `the record is of ${at}, the key was revoked at ${revoked}`,
    ...(proven ? { provenByKey: true as const } : {}),
  }),

  keyRevokedBefore: (arrived: string, revoked: string, minutes: number) => ({
    state: "KeyRevoked",
    error: `the record arrived at ${arrived}, more than ${minutes} minutes after the key was revoked at ${revoked}`,
  }),

  keyExpired: (at: string, from: string, to: string) => ({
    state: "KeyExpired",
    error: `the record is of ${at}, the key is valid from ${from} to ${to}`,
  }),

  keyExpiredBefore: (arrived: string, to: string, minutes: number) => ({
    state: "KeyExpired",
    error: `the record arrived at ${arrived}, more than ${minutes} minutes after the key ended at ${to}`,
  }),

  duplicate: { state: "Duplicate", error: "a further copy of a record that is there already" },

  replayedBy: (other: string, first: string) => ({
    state: "Replayed",
    error: `the same content was sent before by ${first || "an unknown sender"}, now by ${other || "an unknown sender"}`,
  }),

  replayedLate: (first: string, hours: number) => ({
    state: "Replayed",
    error: `the same content came first at ${first}, more than ${hours} hours before`,
  }),

  resigned: { state: "Replayed", error: "the same content came before with another signature" },

  otherAgentsChain: (chainId: string) => ({
    state: "ChainFork",
    error: `the chain "${chainId}" belongs to another agent`,
  }),

  /** @param proven whether both records are signed with keys that were good */
  rival: (sequence: number, sha256: string, proven: boolean) => ({
    state: "ChainFork",
    error: `place ${sequence} holds another record already, ${sha256}`,
    ...(proven ? { provenByKey: true as const } : {}),
  }),

  noPredecessorNamed: (sequence: number) => ({
    state: "ChainFork",
    error: `the record at place ${sequence} names no record before it`,
  }),

  predecessorOfFirst: { state: "ChainFork", error: "the first record of a chain names a record before it" },

  otherPredecessor: (named: string, found: string) => ({
    state: "ChainFork",
    error: `the record follows ${named}, but the one before it is ${found}`,
  }),

  otherSuccessor: (sequence: number, named: string) => ({
    state: "ChainFork",
    error: `the record at place ${sequence} follows ${named}, not this one`,
  }),

  gap: (sequence: number, minutes: number) => ({
    state: "ChainGap",
    error: `the record at place ${sequence - 1} did not arrive within ${minutes} minutes`,
  }),

  gapAmongMany: (sequence: number, waiting: number) => ({
    state: "ChainGap",
    error: `the record at place ${sequence - 1} did not arrive before ${waiting} later ones of the agent`,
  }),

  unadmitted: {
    state: "ChainUnadmitted",
    error:
      "a new chain of an agent that had one before, and its first record does not say why (telemetry.started, telemetry.resumed)",
  },

  unclosed: (last: string, hours: number) => ({
    state: "ChainUnclosed",
    error: `nothing followed the record that arrived at ${last} for ${hours} hours: no telemetry.closed, and no chain that names this one`,
  }),

  begunAnew: (last: string) => ({
    state: "ChainUnclosed",
    error: `the chain ends without telemetry.closed with the record that arrived at ${last}, and the same instance began another with telemetry.started, as if there had been none`,
  }),

  clockSkew: (at: string, arrived: string) => ({
    state: "ClockSkew",
    error: `the record is of ${at} but arrived at ${arrived}`,
  }),

  receivedLate: (at: string, arrived: string) => ({
    state: "ReceivedLate",
    error: `the record is of ${at} and arrived at ${arrived}`,
  }),
} as const satisfies Record<string, Finding | ((...args: never[]) => Finding)>;
