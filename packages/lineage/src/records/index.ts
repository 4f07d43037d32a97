export { coveredColumns } from "@sentinel-agent-identities/agent-record";
export type { StoredRecord } from "./check-record";
export { type StoredRow, storedContent } from "./content";
export { type KeyRegistry, type RegisteredKey, readKeyRegistry } from "./key-registry";
export { keyRegistrySchema } from "./key-registry-schema";
export type { StateLimits } from "./limits";
export { signatureRow, signatureStream, type VerifierIdentity } from "./signature-row";
export { type ChainState, emptyRecordsState, type RecordsState, readRecordsState } from "./state";
export type { TimeOptions } from "./times";
export type { RecordSubject, RecordVerdict, RecordVerdictState } from "./verdict";
export {
  type ChainPlace,
  placesToRecall,
  type VerifiedRecords,
  type VerifyRecordsOptions,
  verifyRecords,
} from "./verify-records";
