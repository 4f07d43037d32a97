export { type FederatedCredential, readFederatedCredential } from "./federated-credential";
export { type LineageLink, lineageHash } from "./lineage-hash";
export { type CodeFacts, credentialMismatch } from "./match-credential";
