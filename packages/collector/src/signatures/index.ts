export { type SignatureReport, SignatureVerifier, type SignatureVerifierOptions } from "./verifier";
