import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workspace } from "../../lib/emulator/workspace/model";

type Attributes = Record<string, unknown>;

/** Resources by type and name, as `cdk.tf.json` holds them. */
export type Resources = Record<string, Record<string, Attributes>>;

const group = { resource_group_name: "rg", location: "westeurope" };
const workspaceId = "${azurerm_log_analytics_workspace.law.id}";

/** A workspace with nothing in it. */
export const emptyWorkspace: Workspace = {
  armId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law",
  tables: [],
  dataCollectionRules: [],
  streams: [],
  functions: [],
  hunting: [],
  summaries: [],
  watchlists: [],
  rules: [],
  automationRules: [],
  playbooks: [],
};

/** A small workspace: one table, one stream with a filter, and the rules given. */
export function smallWorkspace(
  rules: { nrt?: Attributes; scheduled?: Attributes } = {},
  more: Resources = {},
): Resources {
  return {
    azurerm_log_analytics_workspace: { law: { name: "law", ...group } },
    azurerm_sentinel_log_analytics_workspace_onboarding: { sentinel: { workspace_id: workspaceId } },
    azurerm_log_analytics_workspace_table_custom_log: {
      events: {
        name: "Events_CL",
        workspace_id: workspaceId,
        column: [
          column("TimeGenerated", "dateTime"),
          column("Host", "string"),
          column("Size", "long"),
          column("Detail", "dynamic"),
        ],
      },
    },
    azurerm_monitor_data_collection_rule: {
      dcr: {
        name: "dcr",
        ...group,
        stream_declaration: [
          {
            stream_name: "Custom-Events",
            column: [
              column("TimeGenerated", "datetime"),
              column("Host", "string"),
              column("Size", "long"),
              column("Detail", "dynamic"),
            ],
          },
        ],
        data_flow: [
          {
            streams: ["Custom-Events"],
            destinations: ["workspace"],
            output_stream: "Custom-Events_CL",
            transform_kql: 'source | where Host != "noise"',
          },
        ],
      },
    },
    ...(rules.nrt
      ? {
          azurerm_sentinel_alert_rule_nrt: {
            nrt: { ...common("nrt"), event_grouping: { aggregation_method: "AlertPerResult" }, ...rules.nrt },
          },
        }
      : {}),
    ...(rules.scheduled
      ? {
          azurerm_sentinel_alert_rule_scheduled: {
            scheduled: {
              ...common("scheduled"),
              query_frequency: "PT1H",
              query_period: "PT1H",
              trigger_operator: "GreaterThan",
              trigger_threshold: 0,
              ...rules.scheduled,
            },
          },
        }
      : {}),
    ...more,
  };
}

function common(name: string): Attributes {
  return {
    name: `00000000-0000-4000-8000-00000000000${name === "nrt" ? 1 : 2}`,
    log_analytics_workspace_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.sentinel.workspace_id}",
    display_name: `${name} rule`,
    severity: "Medium",
    query: "Events_CL",
    entity_mapping: [{ entity_type: "Host", field_mapping: [{ identifier: "HostName", column_name: "Host" }] }],
    incident: {
      create_incident_enabled: true,
      grouping: { enabled: false, lookback_duration: "PT5H", entity_matching_method: "AllEntities" },
    },
  };
}

function column(name: string, type: string): Attributes {
  return { name, type };
}

/** A temporary folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentid-emulator-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes `cdk.tf.json` into the folder and returns the folder. */
export function writeStack(folder: string, resource: Resources): string {
  writeFileSync(
    join(folder, "cdk.tf.json"),
    JSON.stringify({ provider: { azurerm: [{ subscription_id: "11111111-1111-4111-8111-111111111111" }] }, resource }),
  );
  return folder;
}
