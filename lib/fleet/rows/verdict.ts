import type { Row } from "../row";
import { iso } from "../time";

/** Stream of the signature verifier. */
export const signatureStream = "Custom-AgentSignature";

/** What the verifier says about a sealed record, `latency` milliseconds after it. */
export function verdictRow(record: Row, time: number, latency: number, state = "Valid", error = ""): Row {
  return {
    TimeGenerated: iso(time + latency),
    EventUid: record.EventUid,
    // A record whose signature does not fit says nothing of whom it names.
    SrcAgentId: state === "BadSignature" ? "" : record.SrcAgentId,
    ClaimedAgentId: record.SrcAgentId,
    SenderId: "",
    ChainId: record.ChainId,
    ChainSequence: record.ChainSequence,
    SignatureKeyId: record.SignatureKeyId,
    SignatureAlg: record.SignatureAlg,
    VerificationState: state,
    VerificationError: error,
    ProvenByKey: false,
    VerifierId: "verifier-westeurope-1",
    VerifierVersion: "1.0.0",
    EventTime: iso(time),
    LatencyMs: latency,
    BatchId: iso(time - (time % 60_000)),
  };
}
