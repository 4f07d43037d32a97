import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readWorkspace, type Workspace } from "../../lib/emulator";
import { smallWorkspace, temporaryFolder, writeStack } from "../emulator/support";

const root = temporaryFolder();

/** An agent of these tests. */
export const agent = "0d9f7c1e-0000-4000-8000-000000000001";

/** A rule that tells of audited changes by an agent, more than two in ten minutes. */
const rule = {
  name: "7a1e5b7e-0000-4000-8000-000000000044",
  display_name: "Many changes",
  severity: "Medium",
  query: [
    "let Most = 2;",
    "AuditLogs",
    '| where Result == "success"',
    "| extend AgentId = tostring(TargetResources[0].id)",
    "| summarize Changes = count(), TimeGenerated = min(TimeGenerated) by AgentId",
    "| where Changes > Most",
    '| extend DetectionId = "AIC-044"',
  ].join("\n"),
  query_frequency: "PT10M",
  query_period: "PT10M",
  trigger_operator: "GreaterThan",
  trigger_threshold: 0,
  event_grouping: { aggregation_method: "AlertPerResult" },
  alert_details_override: [{ display_name_format: "{{AgentId}} made {{Changes}} changes" }],
  custom_details: { AgentId: "AgentId", DetectionId: "DetectionId" },
  entity_mapping: [{ entity_type: "Account", field_mapping: [{ identifier: "AadUserId", column_name: "AgentId" }] }],
  incident: [{ create_incident_enabled: true, grouping: [{ enabled: false }] }],
};

/** A small workspace with the rule; its query may be changed. */
export function workspaceWith(change: (query: string) => string = (query) => query): Workspace {
  const scheduled = { ...rule, query: change(rule.query) };
  return readWorkspace(writeStack(mkdtempSync(join(root, "s-")), smallWorkspace({ scheduled })));
}

/** A folder with files by their path in it. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(root, "h-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** An audited change by the agent, minutes after ten o'clock of 2 March 2026. */
export const change = (minute: number, more: Readonly<Record<string, unknown>> = {}) => ({
  TimeGenerated: `2026-03-02T10:${String(minute).padStart(2, "0")}:05.123Z`,
  OperationName: "Update application",
  Result: "success",
  DurationMs: minute,
  TargetResources: [{ id: agent, displayName: 'fin, "agent" x' }],
  ...more,
});

/** Ten quiet minutes, ten with four changes, and a change half an hour later. */
export const changes = [change(1), change(12), change(13), change(14), change(15), change(45)];

export const ndjson = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
