/**
 * The one seam to the framework and the provider bindings. Everything else imports from here, so that moving to
 * cdktn (whose API is the same) costs this file. Provider classes come by sub-path: the barrel costs ten times the
 * load time and six times the memory.
 */
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { resolvingTokensOnly } from "./plain-data";

export { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
export { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
export { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
export { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
export { LogAnalyticsSavedSearch } from "@cdktf/provider-azurerm/lib/log-analytics-saved-search";
export { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
export { LogAnalyticsWorkspaceTableCustomLog } from "@cdktf/provider-azurerm/lib/log-analytics-workspace-table-custom-log";
export { MonitorAadDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-aad-diagnostic-setting";
export { MonitorDataCollectionEndpoint } from "@cdktf/provider-azurerm/lib/monitor-data-collection-endpoint";
export { MonitorDataCollectionRule } from "@cdktf/provider-azurerm/lib/monitor-data-collection-rule";
export { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
export { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
export { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
export { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
export { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition";
export { SentinelAlertRuleNrt } from "@cdktf/provider-azurerm/lib/sentinel-alert-rule-nrt";
export { SentinelAlertRuleScheduled } from "@cdktf/provider-azurerm/lib/sentinel-alert-rule-scheduled";
export { SentinelAutomationRule } from "@cdktf/provider-azurerm/lib/sentinel-automation-rule";
export { SentinelLogAnalyticsWorkspaceOnboarding } from "@cdktf/provider-azurerm/lib/sentinel-log-analytics-workspace-onboarding";
export { SentinelMetadata } from "@cdktf/provider-azurerm/lib/sentinel-metadata";
export { SentinelWatchlist } from "@cdktf/provider-azurerm/lib/sentinel-watchlist";
export { SentinelWatchlistItem } from "@cdktf/provider-azurerm/lib/sentinel-watchlist-item";
export { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
export { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
export { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
export { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
export {
  App,
  AssetType,
  AzurermBackend,
  Fn,
  type ITerraformDependable,
  LocalBackend,
  TerraformAsset,
  TerraformDataSource,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  type TerraformResourceLifecycle,
  TerraformStack,
  Token,
} from "cdktf";
export { Construct } from "constructs";

/** What Terraform will read where a text stands: references to the same are different tokens, and the same expression. */
export function resolved(scope: Construct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(text, { scope, resolver }) as string;
}

/**
 * Runs a synthesis without what the framework does for nothing: stack traces of every token, untruncated and through source maps, which
 * only its messages about tokens that cannot be resolved show; and looking for tokens in data that has none.
 */
export function withoutNeedlessWork<T>(work: () => T): T {
  const traces = require("cdktf/lib/tokens/private/stack-trace") as { captureStackTrace: () => string[] };
  const tokens = require("cdktf/lib/_tokens") as { resolve: Parameters<typeof resolvingTokensOnly>[0] };
  const { captureStackTrace } = traces;
  const { resolve } = tokens;
  traces.captureStackTrace = () => [];
  tokens.resolve = resolvingTokensOnly(resolve);
  try {
    return work();
  } finally {
    traces.captureStackTrace = captureStackTrace;
    tokens.resolve = resolve;
  }
}
