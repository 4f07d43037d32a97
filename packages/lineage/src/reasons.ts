/** What is known about where an artifact comes from. */
export type LineageState = "Verified" | "Failed" | "Untrusted" | "Missing" | "Expired";

/** Why a verdict is what it is. */
export interface Reason {
  /** stable identifier */
  readonly code: ReasonCode;
  /** what is wrong and why, in plain text */
  readonly message: string;
}

/** Every reason and the state it leads to. */
const states = {
  "provenance/none": "Missing",
  "digest/malformed": "Missing",
  "bundle/malformed": "Failed",
  "bundle/media-type": "Failed",
  // What is said about an artifact besides where it comes from: its parts, its tests.
  "bundle/payload-type": "Missing",
  "key/unknown": "Untrusted",
  "key/out-of-time": "Expired",
  "timestamp/unverified": "Failed",
  "certificate/unverified": "Failed",
  "certificate/no-source": "Failed",
  "log/unverified": "Failed",
  "signature/unverified": "Failed",
  "statement/malformed": "Failed",
  "predicate/unknown": "Missing",
  // What does not say where an artifact comes from is no provenance, and no lie.
  "predicate/incomplete": "Missing",
  "predicate/repository": "Failed",
  "predicate/commit": "Failed",
  "predicate/builder": "Failed",
  "signer/identity": "Untrusted",
  "signer/no-source": "Missing",
  "artifact/other-algorithm": "Failed",
  "artifact/not-subject": "Failed",
  "policy/agent": "Untrusted",
  "policy/proof": "Untrusted",
  "policy/key": "Untrusted",
  "policy/repository": "Untrusted",
  "policy/fork": "Untrusted",
  "policy/repository-id": "Untrusted",
  "policy/issuer": "Untrusted",
  "policy/workflow": "Untrusted",
  "policy/ref": "Untrusted",
  "policy/builder": "Untrusted",
  "policy/runner": "Untrusted",
  "policy/event": "Untrusted",
  "policy/commit-unverified": "Untrusted",
  "policy/unreviewed": "Untrusted",
  "policy/not-yet": "Expired",
  "policy/ended": "Expired",
  "policy/too-old": "Expired",
  "credential/unknown": "Untrusted",
  "credential/repository": "Untrusted",
  "credential/fork": "Untrusted",
  "credential/ref": "Untrusted",
  "credential/workflow": "Untrusted",
} as const satisfies Record<string, LineageState>;

export type ReasonCode = keyof typeof states;

/** Every reason code, for those who publish or document them. */
export const reasonCodes = Object.keys(states) as ReasonCode[];

const gravity: readonly LineageState[] = ["Failed", "Missing", "Untrusted", "Expired"];

/** The state that reasons add up to: the gravest one; `Verified` only without any. */
export function stateOf(reasons: readonly Reason[]): LineageState {
  return gravity.find((state) => reasons.some(({ code }) => states[code] === state)) ?? "Verified";
}

export function reason(code: ReasonCode, message: string): Reason {
  return { code, message };
}
