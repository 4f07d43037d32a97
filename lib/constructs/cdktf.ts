/**
 * The one seam to the framework and the provider bindings. Everything else imports from here, so that moving to
 * cdktn (whose API is the same) costs this file. Provider classes come by sub-path: the barrel costs ten times the
 * load time and six times the memory.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DefaultTokenResolver,
  type ISynthesisSession,
  StringConcat,
  TerraformElement,
  TerraformOutput,
  TerraformStack,
  Tokenization,
} from "cdktf";
import type { Construct } from "constructs";
import { resolvingTokensOnly } from "./plain-data";
import { type Framework, type RenderedStack, renderStack } from "./render-stack";
import { stableJson } from "./stable-json";

export { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
export { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
export { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
export { LighthouseAssignment } from "@cdktf/provider-azurerm/lib/lighthouse-assignment";
export { LighthouseDefinition } from "@cdktf/provider-azurerm/lib/lighthouse-definition";
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
 * only its messages about tokens that cannot be resolved show; looking for tokens in data that has none; resolving every element three
 * times.
 */
export function withoutNeedlessWork<T>(work: () => T): T {
  const traces = require("cdktf/lib/tokens/private/stack-trace") as { captureStackTrace: () => string[] };
  const tokens = require("cdktf/lib/_tokens") as { resolve: Framework["resolve"] };
  const { deepMerge } = require("cdktf/lib/util") as Pick<Framework, "deepMerge">;
  const { StackSynthesizer } = require("cdktf/lib/synthesize/synthesizer") as { StackSynthesizer: WritesStack };
  const { captureStackTrace } = traces;
  const { resolve } = tokens;
  const { prepareStack, toTerraform } = TerraformStack.prototype;
  const { synthesize } = StackSynthesizer.prototype;
  traces.captureStackTrace = () => [];
  tokens.resolve = resolvingTokensOnly(resolve);
  // Elements are resolved when the stack is rendered, and not before, too.
  TerraformStack.prototype.prepareStack = function () {
    this.ensureBackendExists();
  };
  StackSynthesizer.prototype.synthesize = function (session) {
    // The framework checks the stack, and writes what it is handed: nothing, which its own way of writing takes longer for.
    TerraformStack.prototype.toTerraform = () => ({});
    synthesize.call(this, session);
    const rendered = renderStack(this.stack as unknown as RenderedStack, {
      isElement: TerraformElement.isTerraformElement as Framework["isElement"],
      isOutput: TerraformOutput.isTerraformOutput,
      isStack: TerraformStack.isStack,
      resolve: tokens.resolve,
      deepMerge,
    });
    writeFileSync(
      join(session.outdir, session.manifest.forStack(this.stack).synthesizedStackPath),
      stableJson(rendered),
    );
  };
  try {
    return work();
  } finally {
    traces.captureStackTrace = captureStackTrace;
    tokens.resolve = resolve;
    Object.assign(TerraformStack.prototype, { prepareStack, toTerraform });
    StackSynthesizer.prototype.synthesize = synthesize;
  }
}

/** The framework's class that checks and writes a stack, which it does not export. */
interface WritesStack {
  readonly prototype: {
    readonly stack: TerraformStack;
    synthesize(session: ISynthesisSession): void;
  };
}

/**
 * Lets go of every token that was made: each holds its stack, and the framework keeps them for ever. For a process that is done with all of its
 * stacks.
 */
export function forgetTokens(): void {
  const { TokenMap } = require("cdktf/lib/tokens/private/token-map") as {
    TokenMap: { instance: () => Readonly<Record<"stringTokenMap" | "numberTokenMap", Map<unknown, unknown>>> };
  };
  const { stringTokenMap, numberTokenMap } = TokenMap.instance();
  stringTokenMap.clear();
  numberTokenMap.clear();
}
