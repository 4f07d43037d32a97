export { AgentIdentities } from "./agent-identities";
export { type AnalyticsRuleConfig, ruleName } from "./analytics-rule";
export {
  AzapiAction,
  type AzapiActionConfig,
  AzapiProvider,
  AzapiResource,
  type AzapiResourceConfig,
  AzapiUpdateResource,
  type AzapiUpdateResourceConfig,
} from "./azapi";
export { Collector } from "./collector";
export type { CollectorConfig } from "./collector-config";
export type { CollectorNetwork, CollectorSettings } from "./collector-settings";
export { type ContentKind, ContentPackage, type ContentPackageConfig, type PackagedContent } from "./content-package";
export type { CorrelationSettings } from "./correlation";
export { CustomTable, type CustomTableConfig } from "./custom-table";
export { DataCollection, type DataCollectionConfig, type DataFlow } from "./data-collection";
export { DataConnector, type DataConnectorConfig } from "./data-connector";
export { Diagnostics, type DiagnosticsConfig, SentinelHealth, WorkspaceDiagnostics } from "./diagnostics";
export { AttributeDiagnostics, EntraDiagnostics, entraCategories } from "./entra-diagnostics";
export { escapeData, escapeTemplate } from "./escape";
export { GovernanceStack } from "./governance-stack";
export { NrtRule } from "./nrt-rule";
export { type SynthesizeManyOptions, synthesizeMany } from "./parallel/synthesize-many";
export { Playbook, type PlaybookConfig } from "./playbook";
export { PlaybookAutomation, type PlaybookAutomationConfig } from "./playbook-automation";
export { SavedFunction, type SavedFunctionConfig } from "./saved-function";
export { ScheduledRule } from "./scheduled-rule";
export type { AgentIdentitiesSettings, ReleaseWaiver, ResponseSettings, Sender } from "./settings";
export {
  addProviders,
  azurermConstraint,
  type ProviderSettings,
  setBackend,
  terraformConstraint,
} from "./stack-settings";
export type { RemovedStack } from "./stale-stacks";
export { SummaryRule, type SummaryRuleConfig } from "./summary-rule";
export { type Synthesized, type SynthesizeOptions, synthesize } from "./synthesize";
export { TenantStack } from "./tenant-stack";
export { Wait, type WaitConfig } from "./time";
export { Watchlist, type WatchlistConfig } from "./watchlist";
export { addWaysIn, type WaysIn, type WaysInConfig } from "./ways-in";
export { Workbook, type WorkbookConfig } from "./workbook";
export { SentinelWorkspace, type SentinelWorkspaceConfig } from "./workspace";
export { WorkspaceTransform, type WorkspaceTransformConfig } from "./workspace-transform";
