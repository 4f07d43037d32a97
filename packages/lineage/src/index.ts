export * from "./credential";
export { type Digests, digestsOf, readDigest } from "./digest";
export { LineageError, type LineageErrorCode } from "./errors";
export * from "./policy";
export * from "./provenance";
export { type LineageState, type Reason, type ReasonCode, reason, reasonCodes } from "./reasons";
export * from "./records";
export { repositoryUrl, sameRepository } from "./repository";
export * from "./row";
