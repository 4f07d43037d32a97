import { createHash } from "node:crypto";
import type { Resource } from "./stack";

/** Resolved attributes of the resource an id is made for. */
export type Attributes = Readonly<Record<string, unknown>>;

const text = (value: unknown) => String(value ?? "");
const inGroup = (subscriptionId: string, a: Attributes, type: string) =>
  `/subscriptions/${subscriptionId}/resourceGroups/${text(a.resource_group_name)}/providers/${type}/${text(a.name)}`;
const below = (parent: unknown, type: string, a: Attributes) => `${text(parent)}/${type}/${text(a.name)}`;
const sentinel = (a: Attributes, type: string) =>
  below(a.log_analytics_workspace_id, `providers/Microsoft.SecurityInsights/${type}`, a);

/** What stands between parent and name: a child's type after that of its parent, another provider's resource in full. */
function azapiPath({ parent_id: parent, type }: Attributes): string {
  const [provider, ...types] = text(type).split("@")[0]!.split("/");
  const [, holder, ...pairs] = /.*\/providers\/([^/]+)\/(.*)$/.exec(text(parent)) ?? [];
  const held = pairs[0]?.split("/").filter((_, i) => i % 2 === 0) ?? [];
  const isChild = holder?.toLowerCase() === provider!.toLowerCase() && held.length === types.length - 1;
  return isChild && held.every((one, i) => one.toLowerCase() === types[i]!.toLowerCase())
    ? types.at(-1)!
    : `providers/${provider}/${types.join("/")}`;
}

/** The ARM id Azure would give each resource type. */
const idOf: Readonly<Record<string, (a: Attributes, subscriptionId: string) => string>> = {
  azapi_resource: (a) => below(a.parent_id, azapiPath(a), a),
  azurerm_application_insights_workbook: (a, s) => inGroup(s, a, "Microsoft.Insights/workbooks"),
  azurerm_linux_function_app: (a, s) => inGroup(s, a, "Microsoft.Web/sites"),
  azurerm_log_analytics_saved_search: (a) => below(a.log_analytics_workspace_id, "savedSearches", a),
  azurerm_log_analytics_workspace: (a, s) => inGroup(s, a, "Microsoft.OperationalInsights/workspaces"),
  azurerm_log_analytics_workspace_table_custom_log: (a) => below(a.workspace_id, "tables", a),
  azurerm_monitor_data_collection_endpoint: (a, s) => inGroup(s, a, "Microsoft.Insights/dataCollectionEndpoints"),
  azurerm_monitor_data_collection_rule: (a, s) => inGroup(s, a, "Microsoft.Insights/dataCollectionRules"),
  azurerm_resource_group: (a, s) => `/subscriptions/${s}/resourceGroups/${text(a.name)}`,
  azurerm_role_definition: (a) => `${roleDefinitionId(a)}|${text(a.scope)}`,
  azurerm_sentinel_alert_rule_nrt: (a) => sentinel(a, "alertRules"),
  azurerm_sentinel_alert_rule_scheduled: (a) => sentinel(a, "alertRules"),
  azurerm_sentinel_automation_rule: (a) => sentinel(a, "automationRules"),
  azurerm_sentinel_log_analytics_workspace_onboarding: (a) =>
    `${text(a.workspace_id)}/providers/Microsoft.SecurityInsights/onboardingStates/default`,
  azurerm_sentinel_watchlist: (a) => sentinel(a, "watchlists"),
  azurerm_service_plan: (a, s) => inGroup(s, a, "Microsoft.Web/serverFarms"),
  azurerm_storage_account: (a, s) => inGroup(s, a, "Microsoft.Storage/storageAccounts"),
  azurerm_storage_container: (a) => below(a.storage_account_id, "blobServices/default/containers", a),
  azurerm_user_assigned_identity: (a, s) => inGroup(s, a, "Microsoft.ManagedIdentity/userAssignedIdentities"),
};

/** Attributes that Azure would assign; here they derive from the resource's address, so that runs repeat. */
const assigned: Readonly<Record<string, (resource: Resource) => string>> = {
  principal_id: (r) => guidFrom(`${r.address}/principal`),
  client_id: (r) => guidFrom(`${r.address}/client`),
  object_id: (r) => guidFrom(`${r.address}/object`),
  immutable_id: (r) => `dcr-${hash(r.address).slice(0, 32)}`,
  primary_blob_endpoint: (r) => `https://${hash(r.address).slice(0, 12)}.blob.core.windows.net/`,
  url: (r) => `https://${hash(r.address).slice(0, 12)}.blob.core.windows.net/blob`,
  workspace_id: (r) => guidFrom(`${r.address}/workspace`),
  logs_ingestion_endpoint: (r) => `https://${hash(r.address).slice(0, 12)}.ingest.monitor.azure.com`,
};

/** Object id of a user-assigned identity: it follows from the ARM id, so that every stack that names it means the same. */
export function principalIdOf(identityId: string): string {
  return guidFrom(`${identityId.toLowerCase()}/principal`);
}

const roleDefinitionId = (a: Attributes): string =>
  `${text(a.scope)}/providers/Microsoft.Authorization/roleDefinitions/${text(a.role_definition_id ?? guidFrom(`${text(a.scope)}/${text(a.name)}`))}`;

/** The value Azure would return for a computed attribute; undefined when the emulator does not know it. */
export function computedAttribute(
  resource: Resource,
  attribute: string,
  attributes: Attributes,
  subscriptionId: string,
): string | undefined {
  const id = () => idOf[resource.type]?.(attributes, subscriptionId);
  if (attribute === "id") return id();
  if (attribute === "principal_id" && resource.type === "azurerm_user_assigned_identity") return principalIdOf(id()!);
  if (attribute === "role_definition_resource_id" && resource.type === "azurerm_role_definition")
    return roleDefinitionId(attributes);
  return assigned[attribute]?.(resource);
}

function hash(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** A GUID that follows from a text. */
export function guidFrom(value: string): string {
  return hash(value).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
