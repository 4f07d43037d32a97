export { type BundleSource, FolderSource, type GitHubOptions, GitHubSource } from "./sources";
export { type LineageReport, LineageVerifier, type LineageVerifierOptions } from "./verifier";
