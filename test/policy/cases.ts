import type { PolicyDocument } from "../../lib/policy";
import { configuration } from "./support";

/** What a check lets pass, and what it tells: address and words. */
export interface Case {
  readonly passes: readonly PolicyDocument[];
  readonly fails: readonly (readonly [PolicyDocument, RegExp])[];
}

type Attributes = Record<string, unknown>;
const law = (attributes: Attributes) => configuration({ azurerm_log_analytics_workspace: { main: attributes } });
const one = (type: string, attributes: Attributes, more: Attributes = {}) =>
  configuration({ [type]: { it: attributes } }, more);
const arm = (type: string, properties: Attributes, more: Attributes = {}) =>
  one("azapi_resource", { type: `${type}@2024-01-01`, name: "it", body: { properties }, ...more });
const workflow = (definition: Attributes, properties: Attributes = {}, more: Attributes = {}) =>
  arm("Microsoft.Logic/workflows", { definition, ...properties }, { identity: [{ type: "UserAssigned" }], ...more });
const http = (inputs: Attributes, more: Attributes = {}) => ({ type: "Http", inputs, ...more });
const scheduled = (attributes: Attributes) => one("azurerm_sentinel_alert_rule_scheduled", attributes);
const storage = (attributes: Attributes) => one("azurerm_storage_account", attributes);
const vault = (attributes: Attributes) => one("azurerm_key_vault", attributes);
const settings = (terraform: Attributes, more: Attributes = {}, stack = "acme") =>
  configuration({}, { terraform, ...more }, stack);
const rule = (
  transform: string,
  columns: Attributes[] = [
    { name: "TimeGenerated", type: "datetime" },
    { name: "Host", type: "string" },
  ],
) =>
  configuration({
    azurerm_log_analytics_workspace_table_custom_log: {
      t: {
        name: "Seen_CL",
        column: [
          { name: "TimeGenerated", type: "dateTime" },
          { name: "Host", type: "string" },
          { name: "Hits", type: "int" },
        ],
      },
    },
    azurerm_monitor_data_collection_rule: {
      it: {
        stream_declaration: [{ stream_name: "Custom-Seen", column: columns }],
        data_flow: [{ streams: ["Custom-Seen"], output_stream: "Custom-Seen_CL", transform_kql: transform }],
      },
    },
  });
const guid = "225cb3f1-5ff2-5ad2-b5b1-f71a05bdc5d2";
const workspace = "${azurerm_log_analytics_workspace.main.id}";
const onboarded = {
  azurerm_log_analytics_workspace: { main: {} },
  azurerm_sentinel_log_analytics_workspace_onboarding: { s: { workspace_id: workspace } },
};
const sentinelRule = {
  name: guid,
  display_name: "A host was seen",
  severity: "Low",
  query_frequency: "PT1H",
  query_period: "PT1H",
  trigger_operator: "GreaterThan",
  trigger_threshold: 0,
  log_analytics_workspace_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.s.workspace_id}",
};
const watching = (query: string, more: Attributes = {}) =>
  configuration({
    azurerm_log_analytics_workspace: { main: { name: "law", resource_group_name: "rg" } },
    azurerm_sentinel_log_analytics_workspace_onboarding: { s: { workspace_id: workspace } },
    azurerm_sentinel_alert_rule_scheduled: { it: { ...sentinelRule, query, ...more } },
  });
const mapping = (column: string) => ({
  entity_mapping: [{ entity_type: "Host", field_mapping: [{ identifier: "HostName", column_name: column }] }],
});

/** By check: each both ways, siblings included. */
export const cases: Readonly<Record<string, Case>> = {
  "workspace-local-auth": {
    passes: [
      law({ local_authentication_enabled: false }),
      law({ local_authentication_disabled: true }),
      law({ local_authentication_enabled: "${var.keys}" }),
    ],
    fails: [
      [law({}), /azurerm_log_analytics_workspace\.main takes keys/],
      [law({ local_authentication_enabled: true }), /takes keys/],
      [
        configuration(
          { azurerm_log_analytics_workspace: { main: { local_authentication_enabled: "${var.keys}" } } },
          { variable: { keys: { default: true } } },
        ),
        /takes keys/,
      ],
    ],
  },
  "workspace-retention": {
    passes: [
      law({ retention_in_days: 90 }),
      one("azurerm_log_analytics_workspace_table_custom_log", { retention_in_days: 90, total_retention_in_days: 365 }),
      one("azurerm_log_analytics_workspace_table_custom_log", { plan: "Auxiliary", total_retention_in_days: 365 }),
    ],
    fails: [
      [law({}), /does not say retention_in_days/],
      [law({ retention_in_days: 30 }), /has retention_in_days 30, less than 90/],
      [one("azurerm_log_analytics_workspace_table_custom_log", { retention_in_days: 90 }), /total_retention_in_days/],
    ],
  },
  "workspace-daily-quota": {
    passes: [
      law({}),
      law({ daily_quota_gb: -1 }),
      configuration({
        azurerm_log_analytics_workspace: { main: { daily_quota_gb: 5 } },
        azurerm_monitor_scheduled_query_rules_alert_v2: { cap: { scopes: [workspace] } },
      }),
    ],
    fails: [[law({ daily_quota_gb: 5 }), /stops at 5 GB a day/]],
  },
  "prevent-destroy": {
    passes: [law({ lifecycle: { prevent_destroy: true } }), law({ lifecycle: [{ prevent_destroy: true }] })],
    fails: [
      [law({}), /no lifecycle\.prevent_destroy/],
      [
        one("azurerm_log_analytics_workspace_table_custom_log", { lifecycle: { prevent_destroy: false } }),
        /prevent_destroy/,
      ],
      [one("azurerm_sentinel_log_analytics_workspace_onboarding", {}), /prevent_destroy/],
    ],
  },
  "onboarding-first": {
    passes: [
      law({}),
      configuration({
        ...onboarded,
        azurerm_sentinel_watchlist: {
          w: { log_analytics_workspace_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.s.workspace_id}" },
        },
        azurerm_sentinel_watchlist_item: { i: { watchlist_id: "${azurerm_sentinel_watchlist.w.id}" } },
      }),
      configuration({
        ...onboarded,
        azurerm_sentinel_watchlist: {
          w: {
            log_analytics_workspace_id: workspace,
            depends_on: ["azurerm_sentinel_log_analytics_workspace_onboarding.s"],
          },
        },
      }),
      one("azurerm_sentinel_watchlist", { log_analytics_workspace_id: "/subscriptions/x" }),
    ],
    fails: [
      [
        configuration({ ...onboarded, azurerm_sentinel_watchlist: { w: { log_analytics_workspace_id: workspace } } }),
        /azurerm_sentinel_watchlist\.w does not wait/,
      ],
      [
        configuration({
          azurerm_log_analytics_workspace: { main: {} },
          azurerm_sentinel_watchlist: { w: { log_analytics_workspace_id: workspace } },
        }),
        /no onboarding/,
      ],
    ],
  },
  "workspace-public-network": {
    passes: [law({ internet_ingestion_enabled: false, internet_query_enabled: false })],
    fails: [
      [law({}), /internet_ingestion_enabled and internet_query_enabled are not false/],
      [law({ internet_ingestion_enabled: false }), /internet_query_enabled is not false/],
    ],
  },
  "sentinel-diagnostics": {
    passes: [
      configuration({
        ...onboarded,
        azurerm_monitor_diagnostic_setting: {
          a: { target_resource_id: workspace },
          h: { target_resource_id: `${workspace}/providers/Microsoft.SecurityInsights/settings/SentinelHealth` },
        },
      }),
    ],
    fails: [
      [law({}), /nobody sees who queries it/],
      [
        configuration({ ...onboarded, azurerm_monitor_diagnostic_setting: { a: { target_resource_id: workspace } } }),
        /onboarding\.s has no diagnostic setting for SentinelHealth/,
      ],
    ],
  },
  "ingestion-role-scope": {
    passes: [
      one("azurerm_role_assignment", {
        role_definition_name: "Monitoring Metrics Publisher",
        scope: "${azurerm_monitor_data_collection_rule.r.id}",
        principal_type: "ServicePrincipal",
      }),
      one("azurerm_role_assignment", {
        role_definition_name: "Monitoring Metrics Publisher",
        scope: "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Insights/dataCollectionRules/r",
      }),
      one("azurerm_role_assignment", { role_definition_name: "Reader", scope: "/subscriptions/x" }),
    ],
    fails: [
      [
        one("azurerm_role_assignment", {
          role_definition_name: "Monitoring Metrics Publisher",
          scope: "${azurerm_resource_group.rg.id}",
        }),
        /everything in/,
      ],
      [
        one("azurerm_role_assignment", {
          role_definition_name: "Monitoring Metrics Publisher",
          scope: "${azurerm_monitor_data_collection_rule.r.id}",
          principal_type: "User",
        }),
        /lets a person send/,
      ],
    ],
  },
  "endpoint-public-network": {
    passes: [one("azurerm_monitor_data_collection_endpoint", { public_network_access_enabled: false })],
    fails: [[one("azurerm_monitor_data_collection_endpoint", {}), /the whole internet/]],
  },
  "transform-language": {
    passes: [rule('source\n| where Host != ""'), rule("source | extend Hits = toint(1)")],
    fails: [
      [rule("source | summarize count() by Host"), /data flow Custom-Seen → Custom-Seen_CL: .*summarize/],
      [rule("source | where Hots == 'a'"), /Hots/],
    ],
  },
  "transform-columns": {
    passes: [rule("source | extend Hits = toint(1)"), rule("source")],
    fails: [
      [rule("source | extend Hit = toint(1)"), /yields Hit, which the table does not have/],
      [rule("source | extend Hits = 'one'"), /yields Hits as string, and the table has int/],
    ],
  },
  "secret-columns": {
    passes: [
      one("azurerm_log_analytics_workspace_table_custom_log", {
        column: [
          { name: "PromptSha256", type: "string" },
          { name: "InputTokens", type: "long" },
          { name: "TokenId", type: "string" },
        ],
      }),
    ],
    fails: [
      [
        one("azurerm_log_analytics_workspace_table_custom_log", { column: [{ name: "AccessToken", type: "string" }] }),
        /AccessToken/,
      ],
      [
        one("azurerm_log_analytics_workspace_table_custom_log", { column: [{ name: "PromptText", type: "string" }] }),
        /PromptText/,
      ],
      [
        one("azurerm_log_analytics_workspace_table_custom_log", {
          column: [{ name: "UserPassword", type: "dynamic" }],
        }),
        /UserPassword/,
      ],
    ],
  },
  "rule-limits": {
    passes: [scheduled({ display_name: "x", query: "T | take 1" })],
    fails: [
      [scheduled({ query: "x".repeat(10_001) }), /10.?000/],
      [scheduled({ query: "search *" }), /scheduled\.it /],
      [
        scheduled({
          query: "T",
          custom_details: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`d${i}`, "c"])),
        }),
        /20/,
      ],
      [
        configuration({
          azurerm_sentinel_alert_rule_nrt: Object.fromEntries(
            Array.from({ length: 51 }, (_, i) => [`r${i}`, { query: "T" }]),
          ),
        }),
        /51 NRT rules/,
      ],
    ],
  },
  "rule-stable-id": {
    passes: [scheduled({ name: guid })],
    fails: [
      [scheduled({ name: "my-rule" }), /"my-rule", which is no GUID/],
      [scheduled({ name: "${random_uuid.r.result}" }), /random id/],
    ],
  },
  "rule-query": {
    passes: [
      watching("SigninLogs | project IPAddress", {
        entity_mapping: [{ entity_type: "IP", field_mapping: [{ identifier: "Address", column_name: "IPAddress" }] }],
      }),
    ],
    fails: [
      [watching("SigninLogz | take 1"), /scheduled\.it its query, 1:1: .*SigninLogz/],
      [
        watching("SigninLogs | project IPAddress", mapping("Computer")),
        /maps Computer to Host, and its query does not return it/,
      ],
      [
        watching("SigninLogs | project IPAddress", { custom_details: { User: "UserId" } }),
        /takes the detail User from UserId/,
      ],
    ],
  },
  "rule-period": {
    passes: [
      scheduled({ query_frequency: "PT1H", query_period: "P2D" }),
      scheduled({}),
      scheduled({ query_frequency: "PT1H" }),
    ],
    fails: [
      [scheduled({ query_frequency: "P1D", query_period: "PT1H" }), /runs every P1D and looks back PT1H only/],
      [scheduled({ query_frequency: "P1D" }), /looks back PT5H only/],
      [scheduled({ query_frequency: "PT1M", query_period: "PT1H" }), /1 minutes, outside/],
      [scheduled({ query_frequency: "PT5M", query_period: "P14D" }), /two days or more/],
    ],
  },
  "rule-tactics": {
    passes: [
      scheduled({ tactics: ["Persistence"], techniques: ["T1098"] }),
      scheduled({ tactics: ["Persistence"], techniques: ["T9999"] }),
      scheduled({ alert_details_override: [{ tactics_column_name: "Tactics" }] }),
    ],
    fails: [
      [scheduled({ tactics: [] }), /names no tactic/],
      [scheduled({ tactics: ["Exfiltration"], techniques: ["T1098"] }), /T1098, and none of its tactics: Persistence/],
    ],
  },
  "rule-cross-workspace": {
    passes: [scheduled({ query: "T | where Text has 'workspace(' " })],
    fails: [[scheduled({ query: 'workspace("other").SigninLogs | take 1' }), /workspace/]],
  },
  "workflow-identity": {
    passes: [workflow({}), one("azurerm_logic_app_workflow", { identity: [{ type: "SystemAssigned" }] })],
    fails: [
      [workflow({}, {}, { identity: [] }), /no managed identity/],
      [one("azurerm_logic_app_workflow", {}), /no managed identity/],
    ],
  },
  "connection-credentials": {
    passes: [
      arm("Microsoft.Web/connections", { parameterValueType: "Alternative" }),
      one("azurerm_api_connection", {}),
    ],
    fails: [
      [arm("Microsoft.Web/connections", { parameterValues: { apiKey: "x" } }), /keeps apiKey/],
      [arm("Microsoft.Web/connections", {}), /waits for a person/],
      [one("azurerm_api_connection", { parameter_values: { password: "x" } }), /keeps password/],
    ],
  },
  "workflow-open-trigger": {
    passes: [
      workflow({ triggers: { t: { type: "ApiConnectionWebhook" } } }),
      workflow(
        { triggers: { t: { type: "Request" } } },
        { accessControl: { triggers: { allowedCallerIpAddresses: [{ addressRange: "192.0.2.0/24" }] } } },
      ),
      workflow(
        { triggers: { t: { type: "Request" } } },
        { accessControl: { triggers: { openAuthenticationPolicies: { policies: {} } } } },
      ),
    ],
    fails: [
      [workflow({ triggers: { manual: { type: "Request", kind: "Http" } } }), /starts the trigger manual/],
      [
        workflow(
          { triggers: { manual: { type: "Request" } } },
          { accessControl: { triggers: { allowedCallerIpAddresses: [] } } },
        ),
        /manual/,
      ],
    ],
  },
  "workflow-secure-data": {
    passes: [
      workflow({ actions: { a: http({ uri: "https://x", authentication: { type: "ManagedServiceIdentity" } }) } }),
      workflow({
        actions: {
          a: http(
            { headers: { Authorization: "Bearer x" } },
            { runtimeConfiguration: { secureData: { properties: ["inputs"] } } },
          ),
        },
      }),
    ],
    fails: [
      [
        workflow({
          actions: { s: { type: "Scope", actions: { a: http({ headers: { Authorization: "@variables('t')" } }) } } },
        }),
        /action a carries a secret/,
      ],
      [workflow({ actions: { a: http({ headers: { "x-functions-key": "k" } }) } }), /action a/],
    ],
  },
  "workflow-dry-run": {
    passes: [
      workflow({ actions: { a: http({ method: "GET", uri: "https://graph.microsoft.com/v1.0/users" }) } }),
      workflow({
        parameters: { ResponseMode: { type: "String", defaultValue: "DryRun" } },
        actions: { a: http({ method: "DELETE", uri: "https://x" }) },
      }),
      workflow({
        actions: {
          q: http({
            method: "POST",
            uri: "https://api.loganalytics.azure.com/query",
            body: { query: "where Operation == 'stop/disable'" },
          }),
        },
      }),
    ],
    fails: [
      [
        workflow({
          actions: {
            off: http({
              method: "PATCH",
              uri: "https://graph.microsoft.com/v1.0/users/1",
              body: { accountEnabled: false },
            }),
          },
        }),
        /action off stops something/,
      ],
      [
        workflow({
          parameters: { Mode: { defaultValue: "Auto" } },
          actions: { x: http({ method: "DELETE", uri: "https://x" }) },
        }),
        /action x/,
      ],
      [
        workflow({
          actions: {
            i: {
              type: "If",
              else: { actions: { r: http({ method: "POST", uri: "https://g/users/1/revokeSignInSessions" }) } },
            },
          },
        }),
        /action r/,
      ],
    ],
  },
  "workflow-failure": {
    passes: [
      workflow({
        actions: { a: {}, b: { runAfter: { a: ["Succeeded"] } }, c: { runAfter: { b: ["Failed", "TimedOut"] } } },
      }),
      workflow({ actions: { a: {} } }),
    ],
    fails: [
      [
        workflow({ actions: { a: {}, b: { runAfter: { a: ["Succeeded"] } }, c: { runAfter: { b: ["Succeeded"] } } } }),
        /runs after a failed one/,
      ],
    ],
  },
  "workflow-plain-http": {
    passes: [workflow({ actions: { a: http({ uri: "https://x" }) } })],
    fails: [[workflow({ actions: { a: http({ uri: "http://x" }) } }), /action a calls without TLS/]],
  },
  "workflow-diagnostics": {
    passes: [
      configuration({
        azapi_resource: { w: { type: "Microsoft.Logic/workflows@2019-05-01", body: {} } },
        azurerm_monitor_diagnostic_setting: { d: { target_resource_id: "${azapi_resource.w.id}" } },
      }),
    ],
    fails: [[workflow({}), /no diagnostic setting/]],
  },
  "graph-permissions": {
    passes: [
      one("msgraph_resource", {
        url: "servicePrincipals/x/appRoleAssignments",
        body: { appRoleId: "${data.msgraph_resource.g.output.AgentIdentity_EnableDisable_All}" },
      }),
      one("msgraph_resource", {
        url: "servicePrincipals/x/appRoleAssignments",
        body: { appRoleId: "${data.msgraph_resource.g.output.Application_ReadWrite_OwnedBy}" },
      }),
    ],
    fails: [
      [
        one("msgraph_resource", {
          url: "servicePrincipals/x/appRoleAssignments",
          body: { appRoleId: "${data.msgraph_resource.g.output.Directory_ReadWrite_All}" },
        }),
        /grants Directory\.ReadWrite\.All/,
      ],
      [
        one("azuread_app_role_assignment", {
          app_role_id: '${data.azuread_service_principal.g.app_role_ids["RoleManagement.ReadWrite.Directory"]}',
        }),
        /RoleManagement\.ReadWrite\.Directory/,
      ],
    ],
  },
  "vault-purge-protection": {
    passes: [
      vault({ purge_protection_enabled: true }),
      arm("Microsoft.KeyVault/vaults", { enablePurgeProtection: true }),
    ],
    fails: [
      [vault({}), /can be purged/],
      [arm("Microsoft.KeyVault/vaults", {}), /can be purged/],
    ],
  },
  "vault-soft-delete": {
    passes: [vault({}), vault({ soft_delete_retention_days: 7 })],
    fails: [[vault({ soft_delete_retention_days: 1 }), /1 days/]],
  },
  "vault-firewall": {
    passes: [vault({ network_acls: [{ default_action: "Deny" }] })],
    fails: [[vault({}), /every network/]],
  },
  "vault-public-access": {
    passes: [
      vault({ public_network_access_enabled: false }),
      arm("Microsoft.KeyVault/vaults", { publicNetworkAccess: "Disabled" }),
    ],
    fails: [[vault({}), /internet/]],
  },
  "vault-rbac": {
    passes: [vault({ rbac_authorization_enabled: true }), vault({ enable_rbac_authorization: true })],
    fails: [
      [vault({}), /access policies/],
      [arm("Microsoft.KeyVault/vaults", { enableRbacAuthorization: false }), /access policies/],
    ],
  },
  "vault-secret-expiry": {
    passes: [
      one("azurerm_key_vault_secret", { expiration_date: "2027-01-01T00:00:00Z", content_type: "text/plain" }),
      one("azurerm_key_vault_key", { rotation_policy: [{}] }),
    ],
    fails: [
      [one("azurerm_key_vault_secret", { content_type: "text/plain" }), /never expires/],
      [one("azurerm_key_vault_key", {}), /never expires/],
      [one("azurerm_key_vault_secret", { expiration_date: "2027-01-01T00:00:00Z" }), /content_type/],
    ],
  },
  "backend-entra": {
    passes: [
      settings({ backend: { azurerm: { use_azuread_auth: true } } }),
      settings({ backend: { local: { path: "x" } } }),
    ],
    fails: [
      [settings({ backend: { azurerm: {} } }), /use_azuread_auth is not true/],
      [settings({ backend: { azurerm: { use_azuread_auth: true, access_key: "x" } } }), /access_key/],
    ],
  },
  "state-own": {
    passes: [
      settings({ backend: { local: { path: "terraform.acme.tfstate" } } }),
      settings(
        { backend: { azurerm: { storage_account_name: "a", container_name: "c", key: "k", subscription_id: "s" } } },
        { provider: { azurerm: [{ subscription_id: "s" }] } },
      ),
    ],
    fails: [
      [
        settings(
          {
            backend: {
              azurerm: { storage_account_name: "a", container_name: "c", key: "k", subscription_id: "other" },
            },
          },
          { provider: { azurerm: [{ subscription_id: "s" }] } },
        ),
        /is in the subscription other, and the stack in s/,
      ],
    ],
  },
  "storage-tls": {
    passes: [
      storage({}),
      storage({ min_tls_version: "TLS1_3" }),
      arm("Microsoft.Storage/storageAccounts", { minimumTlsVersion: "TLS1_2" }),
    ],
    fails: [
      [storage({ min_tls_version: "TLS1_0" }), /takes TLS1_0/],
      [storage({ https_traffic_only_enabled: false }), /plain HTTP/],
      [arm("Microsoft.Storage/storageAccounts", {}), /TLS1_0/],
    ],
  },
  "storage-public-blob": {
    passes: [
      storage({ allow_nested_items_to_be_public: false }),
      arm("Microsoft.Storage/storageAccounts", { allowBlobPublicAccess: false }),
    ],
    fails: [
      [storage({}), /opened to everybody/],
      [arm("Microsoft.Storage/storageAccounts", { allowBlobPublicAccess: true }), /opened to everybody/],
    ],
  },
  "storage-shared-key": {
    passes: [
      storage({ shared_access_key_enabled: false }),
      arm("Microsoft.Storage/storageAccounts", { allowSharedKeyAccess: false }),
    ],
    fails: [
      [storage({}), /takes keys/],
      [arm("Microsoft.Storage/storageAccounts", {}), /takes keys/],
    ],
  },
  "storage-firewall": {
    passes: [
      storage({ network_rules: [{ default_action: "Deny" }] }),
      storage({ public_network_access_enabled: false }),
    ],
    fails: [[storage({}), /every network/]],
  },
  "delegation-roles": {
    passes: [
      one("azurerm_lighthouse_definition", {
        scope: "/subscriptions/x",
        authorization: [{ role_definition_id: "8d289c81-5878-46d4-8554-54e1e3d8b5cb" }],
      }),
      one("azurerm_lighthouse_assignment", { scope: "/subscriptions/x/resourceGroups/rg" }),
      one("azurerm_lighthouse_assignment", { scope: "${azurerm_resource_group.rg.id}" }),
    ],
    fails: [
      [
        one("azurerm_lighthouse_definition", {
          authorization: [{ role_definition_id: "B24988AC-6180-42a0-ab88-20f7382d91dc" }],
        }),
        /makes people of another tenant Contributor/,
      ],
      [
        one("azurerm_lighthouse_definition", {
          authorization: [{ role_definition_id: "8d289c81-5878-46d4-8554-54e1e3d8b5cb" }],
          eligible_authorization: [
            {
              role_definition_id:
                "/providers/Microsoft.Authorization/roleDefinitions/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
            },
          ],
        }),
        /User Access Administrator/,
      ],
      [one("azurerm_lighthouse_assignment", { scope: "/subscriptions/x" }), /into the whole subscription/],
    ],
  },
  "delegation-standing": {
    passes: [
      one("azurerm_lighthouse_definition", {
        authorization: [{ role_definition_id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" }],
        eligible_authorization: [
          {
            role_definition_id: "3e150937-b8fe-4cfb-8069-0eaf05ecd056",
            just_in_time_access_policy: { multi_factor_auth_provider: "Azure" },
          },
        ],
      }),
    ],
    fails: [
      [
        one("azurerm_lighthouse_definition", {
          authorization: [
            { role_definition_id: "3e150937-b8fe-4cfb-8069-0eaf05ecd056", principal_display_name: "SOC tier 2" },
          ],
        }),
        /lets SOC tier 2 change something at any time/,
      ],
      [
        one("azurerm_lighthouse_definition", {
          authorization: [{ role_definition_id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" }],
          eligible_authorization: [{ role_definition_id: "3e150937-b8fe-4cfb-8069-0eaf05ecd056", principal_id: "p" }],
        }),
        /lets p activate a role without a second factor/,
      ],
    ],
  },
  "role-broad": {
    passes: [
      one("azurerm_role_assignment", { role_definition_name: "Contributor", scope: "${azurerm_resource_group.rg.id}" }),
      one("azurerm_role_assignment", { role_definition_name: "Reader", scope: "/subscriptions/x" }),
      one("azurerm_role_assignment", {
        role_definition_name: "Microsoft Sentinel Automation Contributor",
        scope: "${azurerm_resource_group.rg.id}",
      }),
      one("azurerm_role_definition", { permissions: [{ actions: ["Microsoft.Web/sites/stop/action"] }] }),
    ],
    fails: [
      [
        one("azurerm_role_assignment", { role_definition_name: "Owner", scope: "/subscriptions/x" }),
        /is Owner of \/subscriptions\/x/,
      ],
      [
        one("azurerm_role_assignment", {
          role_definition_name: "Contributor",
          scope: "${data.azurerm_subscription.current.id}",
        }),
        /is Contributor/,
      ],
      [
        one("azurerm_role_assignment", {
          role_definition_name: "User Access Administrator",
          scope: "/providers/Microsoft.Management/managementGroups/mg",
        }),
        /managementGroups/,
      ],
      [one("azurerm_role_definition", { permissions: [{ actions: ["*"] }] }), /may do \*/],
      [
        one("azurerm_role_definition", { permissions: { actions: ["Microsoft.Authorization/roleAssignments/write"] } }),
        /roleAssignments\/write/,
      ],
      [
        one("azurerm_role_assignment", {
          role_definition_name: "Microsoft Sentinel Automation Contributor",
          scope: "/subscriptions/x",
        }),
        /run playbooks/,
      ],
    ],
  },
  "role-principal-type": {
    passes: [
      one("azurerm_role_assignment", {
        principal_id: "${azurerm_user_assigned_identity.i.principal_id}",
        principal_type: "ServicePrincipal",
      }),
      one("azurerm_role_assignment", { principal_id: guid }),
    ],
    fails: [
      [
        one("azurerm_role_assignment", { principal_id: "${azurerm_user_assigned_identity.i.principal_id}" }),
        /principal_type/,
      ],
    ],
  },
  "no-secrets": {
    passes: [
      law({ tags: { secret: "no" }, key_vault_secret_id: "https://x", secret_permissions: ["Get"] }),
      one("azurerm_x", { password: "${var.admin_password}" }, { variable: { admin_password: { sensitive: true } } }),
      workflow({ actions: { a: { runAfter: { Remove_password: ["Succeeded"] } } } }),
    ],
    fails: [
      [one("azurerm_x", { client_secret: "hunter2hunter2" }), /client_secret has a value/],
      [one("azurerm_x", { settings: [{ shared_access_key: "abc" }] }), /shared_access_key/],
      [
        one("azurerm_x", { note: `DefaultEndpointsProtocol=https;AccountKey=${"a".repeat(44)}==` }),
        /looks like a secret/,
      ],
      [configuration({}, { provider: { azurerm: [{ client_secret: "x" }] } }), /client_secret has a value/],
      [configuration({}, { variable: { admin_password: {} } }), /var\.admin_password is not marked sensitive/],
      [configuration({}, { variable: { api_key: { sensitive: true, default: "x" } } }), /has a default/],
    ],
  },
  "required-tags": {
    passes: [
      law({ tags: { owner: "soc@contoso.com" } }),
      law({ tags: "${var.tags}" }),
      arm("Microsoft.Logic/workflows", {}),
      one("azapi_resource", {
        type: "Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01",
        location: "x",
        body: {},
      }),
    ],
    fails: [
      [law({}), /lacks the tag owner/],
      [arm("Microsoft.Logic/workflows", {}, { location: "westeurope", tags: { cost: "1" } }), /lacks the tag owner/],
    ],
  },
  "versions-pinned": {
    passes: [
      settings({
        required_version: ">= 1.11.0",
        required_providers: {
          azurerm: { version: ">= 4.60.0, < 6.0.0" },
          azapi: { version: "~> 2.9" },
          time: { version: "0.13.1" },
        },
      }),
    ],
    fails: [
      [settings({ required_providers: { azurerm: { version: "4.60.0" } } }), /required_version/],
      [
        settings({ required_version: "1.11.0", required_providers: { azurerm: { source: "hashicorp/azurerm" } } }),
        /any release of azurerm/,
      ],
      [
        settings({ required_version: "1.11.0", required_providers: { azurerm: { version: ">= 4.0" } } }),
        /any release of azurerm/,
      ],
    ],
  },
};
