export { readTrustedRoots, type SigstoreRoot } from "./trusted-root";
export { type ProvenanceVerdict, withReasons } from "./verdict";
export { provenanceVerdictSchema } from "./verdict-schema";
export { type VerifyProvenanceInput, verifyProvenance } from "./verify-provenance";
export { type ExpectedSigner, type VerifySignerInput, verifySigner } from "./verify-signer";
