import type { RecordVerdict } from "./verdict";

/** The stream that verdicts on records are sent to. */
export const signatureStream = "Custom-AgentSignature";

/** Who verified, and in which batch. */
export interface VerifierIdentity {
  readonly verifierId: string;
  readonly verifierVersion: string;
  readonly batchId: string;
}

/**
 * A verdict as a row of the stream `Custom-AgentSignature`; null where the record does not say.
 * @param now when the verdict was made
 */
export function signatureRow(
  verdict: RecordVerdict,
  { verifierId, verifierVersion, batchId }: VerifierIdentity,
  now: Date,
) {
  const { eventTime } = verdict;
  return {
    TimeGenerated: now.toISOString(),
    EventUid: verdict.eventUid ?? null,
    SrcAgentId: verdict.agentId ?? null,
    ChainId: verdict.chainId ?? null,
    ChainSequence: verdict.chainSequence ?? null,
    SignatureKeyId: verdict.keyId ?? null,
    SignatureAlg: verdict.alg ?? null,
    VerificationState: verdict.state,
    VerificationError: verdict.error,
    VerifierId: verifierId,
    VerifierVersion: verifierVersion,
    EventTime: eventTime ?? null,
    LatencyMs: eventTime === undefined ? null : now.getTime() - Date.parse(eventTime),
    BatchId: batchId,
  };
}
