export { type BundleSource, FolderSource, GitHubSource } from "./sources";
export { type LineageReport, LineageVerifier } from "./verifier";
