import { cutText } from "../cut-text";
import type { RecordVerdict } from "./verdict";

/** The stream that verdicts on records are sent to. */
export const signatureStream = "Custom-AgentSignature";

/** Who verified, and in which batch. */
export interface VerifierIdentity {
  readonly verifierId: string;
  readonly verifierVersion: string;
  readonly batchId: string;
}

/** Bytes, as JSON, of the longest text in a row: whatever a record holds, a request takes its verdict. */
const longestText = 2048;

/**
 * A verdict as a row of the stream `Custom-AgentSignature`; null where the record does not say. `SrcAgentId` is the agent
 * whose key signed, or that sent the record itself; `ClaimedAgentId` is whom the record names.
 * @param now when the verdict was made
 */
export function signatureRow(
  verdict: RecordVerdict,
  { verifierId, verifierVersion, batchId }: VerifierIdentity,
  now: Date,
) {
  const { eventTime } = verdict;
  const text = (value: string | undefined) => (value === undefined ? null : cutText(value, longestText));
  return {
    TimeGenerated: now.toISOString(),
    EventUid: text(verdict.eventUid),
    SrcAgentId: text(verdict.agentId),
    ClaimedAgentId: text(verdict.claimedAgentId),
    SenderId: text(verdict.senderId),
    ChainId: text(verdict.chainId),
    ChainSequence: verdict.chainSequence ?? null,
    SignatureKeyId: text(verdict.keyId),
    SignatureAlg: text(verdict.alg),
    VerificationState: verdict.state,
    VerificationError: cutText(verdict.error, longestText),
    ProvenByKey: verdict.provenByKey ?? false,
    VerifierId: verifierId,
    VerifierVersion: verifierVersion,
    EventTime: eventTime ?? null,
    LatencyMs: eventTime === undefined ? null : now.getTime() - Date.parse(eventTime),
    BatchId: batchId,
  };
}
