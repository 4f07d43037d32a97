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

  keyRevoked: (at: string, revoked: string) => ({
    state: "KeyRevoked",
    error: `the record is of ${at}, the key was revoked at ${revoked}`,
  }),

  keyExpired: (at: string, from: string, to: string) => ({
    state: "KeyExpired",
    error: `the record is of ${at}, the key is valid from ${from} to ${to}`,
  }),

  replayed: { state: "Replayed", error: "the same content was seen before at this place of its chain" },

  passedLongAgo: (sequence: number, first: number) => ({
    state: "Replayed",
    error: `place ${sequence} was passed long ago; the chain is remembered from place ${first}`,
  }),

  otherAgentsChain: (chainId: string) => ({
    state: "ChainFork",
    error: `the chain "${chainId}" belongs to another agent`,
  }),

  rival: (sequence: number, sha256: string) => ({
    state: "ChainFork",
    error: `place ${sequence} holds another record already, ${sha256}`,
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

  clockSkew: (at: string, arrived: string) => ({
    state: "ClockSkew",
    error: `the record is of ${at} but arrived at ${arrived}`,
  }),
} as const satisfies Record<string, Finding | ((...args: never[]) => Finding)>;
