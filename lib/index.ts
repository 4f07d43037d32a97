/** The public API for those who deploy from code. */
export type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
export {
  type Attack,
  BacktestError,
  type BacktestOptions,
  type BacktestReport,
  backtest,
  readTruth,
} from "./backtest";
export * from "./constructs";
export {
  type Content,
  ContentError,
  definitionHashTag,
  definitionSha256,
  loadContent,
  type Problem,
  readContent,
} from "./content";
export { EmulatorError, readWorkspace, SentinelEmulator, type Simulation, simulate } from "./emulator";
export { readExternalAgents } from "./external-agents";
export { loadTenant, loadTenants, type Tenant } from "./tenants";
