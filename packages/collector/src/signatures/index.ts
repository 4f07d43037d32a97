export { type SignatureReport, SignatureVerifier } from "./verifier";
