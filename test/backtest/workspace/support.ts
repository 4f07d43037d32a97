import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import {
  azureLogsClient,
  backtestWorkspace,
  type LogsClient,
  openStage,
  type WorkspaceBacktestOptions,
} from "../../../lib/backtest";
import { readWorkspace, type SentinelEmulator, type Workspace } from "../../../lib/emulator";
import { Faults } from "../../../lib/emulator/faults";
import { localCredential, QueryServer } from "../../../lib/emulator/server";
import { smallWorkspace, temporaryFolder, writeStack } from "../../emulator/support";
import { change, folderOf, ndjson } from "../support";

export const reader = "aaaaaaaa-0000-4000-8000-000000000001";
const root = temporaryFolder();
const id = (n: number) => `0d9f7c1e-0000-4000-8000-00000000000${n}`;

/** Changes as a window of time sees them, told by agent; what `now()` and `ago()` are decides which. */
const scheduled = {
  query: [
    "let Recent = 20m;",
    "Changed(Recent)",
    "| join kind=leftouter (AuditLogs | where ingestion_time() >= ago(1h) | summarize Last = max(TimeGenerated) by Id = tostring(TargetResources[0].id)) on $left.AgentId == $right.Id",
    "| summarize Changes = count(), TimeGenerated = max(Arrived), Places = make_set(DurationMs), Last = max(Last) by AgentId, Age = bin(now() - Arrived, 1m)",
    "| where Changes > 0 // a comment that says now()",
    "| project-away Age",
    "| order by AgentId asc, TimeGenerated asc",
  ].join("\n"),
  query_frequency: "PT10M",
  query_period: "PT40M",
  event_grouping: { aggregation_method: "AlertPerResult" },
  alert_details_override: [{ display_name_format: "{{AgentId}} made {{Changes}} until {{Last}}" }],
  custom_details: { AgentId: "AgentId", Places: "Places" },
  entity_mapping: [{ entity_type: "Account", field_mapping: [{ identifier: "AadUserId", column_name: "AgentId" }] }],
};
const nrt = {
  query: 'AuditLogs\n| where DurationMs > 12\n| project Host = strcat("h", DurationMs), TimeGenerated',
};

/** Terraform of a workspace that somebody may ask, with a scheduled rule, an NRT rule and a function that goes by the time. */
export function askedStack(query = scheduled.query): string {
  const grant = {
    scope: "${azurerm_log_analytics_workspace.law.id}",
    role_definition_name: "Log Analytics Reader",
    principal_id: reader,
  };
  const changed = {
    log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
    name: "Changed",
    category: "c",
    display_name: "Changed",
    function_alias: "Changed",
    function_parameters: ["within:timespan=10m"],
    query:
      "AuditLogs | extend AgentId = tostring(TargetResources[0].id), Arrived = max_of(ingestion_time(), TimeGenerated) | where Arrived >= ago(within) and Arrived < now()",
  };
  return writeStack(
    mkdtempSync(join(root, "s-")),
    smallWorkspace(
      { scheduled: { ...scheduled, query }, nrt },
      { azurerm_role_assignment: { reader: grant }, azurerm_log_analytics_saved_search: { changed } },
    ),
  );
}

export const askedWorkspace = (query?: string): Workspace => readWorkspace(askedStack(query));

/** Changes by two agents; one came in late, so that runs before do not see it. */
export const history = () =>
  folderOf({
    "AuditLogs.ndjson": ndjson([
      ...[1, 12, 13, 14, 33].map((minute) => change(minute)),
      ...[13, 14, 15].map((minute) => change(minute, { TargetResources: [{ id: id(2) }] })),
      change(16, { IngestionTime: "2026-03-02T10:41:00.1234567Z" }),
      change(17, { TimeGenerated: "2026-03-02T10:17:00.1234567Z", TargetResources: [{ id: id(3) }] }),
    ]),
  });

export const from = new Date("2026-03-02T10:00:00Z");
export const to = new Date("2026-03-02T10:58:00Z");

/** The history in an emulated workspace that serves the query API, long after. */
export async function served(
  workspace: Workspace,
  input: string,
  faults: ConstructorParameters<typeof Faults>[0] = [],
) {
  const stage = await openStage({ input, workspace });
  const server = await serve(stage.emulator, faults);
  return {
    server,
    client: azureLogsClient({
      workspaceId: server.workspaceId,
      endpoint: server.endpoint,
      credential: localCredential(reader),
      ca: readFileSync(server.caFile, "utf8"),
    }),
    close: async () => {
      await server.close();
      stage.emulator.close();
    },
  };
}

const serve = (emulator: SentinelEmulator, faults: ConstructorParameters<typeof Faults>[0]) =>
  QueryServer.start(emulator, {
    clock: new VirtualClock(new Date("2026-05-01T00:00:00Z")),
    faults: new Faults(faults),
  });

/** A client that notes what is asked, and may stand in the way. */
export function watched(client: LogsClient, meet: (text: string, count: number) => void = () => undefined) {
  const asked: string[] = [];
  const ask: LogsClient["ask"] = (text, start, end) => {
    asked.push(text);
    meet(text, asked.length);
    return client.ask(text, start, end);
  };
  return { asked, client: { ask } };
}

export const run = (client: LogsClient, workspace: Workspace, more: Partial<WorkspaceBacktestOptions> = {}) =>
  backtestWorkspace({
    ...{ client, workspaceId: "w", workspace, from, to },
    progressFile: join(mkdtempSync(join(root, "p-")), "out.progress"),
    ...more,
  });
