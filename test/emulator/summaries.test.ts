import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simulate } from "../../lib/emulator";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const time = (clock: string) => `2026-03-02T${clock}:00Z`;

/** The small workspace with a summary by the hour, and a rule over it. */
function withSummary(ruleDefinition: Record<string, unknown> = {}, bin = "Hour"): Resources {
  const column = (name: string, type: string) => ({ name, type });
  const resources = smallWorkspace({
    scheduled: {
      query: "Hourly_CL | where Events > 1",
      query_frequency: "PT1H",
      query_period: "PT6H",
      entity_mapping: [],
      custom_details: { Host: "Host", Events: "Events", Bin: bin, Written: "TimeGenerated" },
      event_grouping: { aggregation_method: "AlertPerResult" },
    },
  });
  resources.azurerm_log_analytics_workspace_table_custom_log!.hourly = {
    name: "Hourly_CL",
    workspace_id: "${azurerm_log_analytics_workspace.law.id}",
    column: [
      column("TimeGenerated", "dateTime"),
      column("Hour", "dateTime"),
      column("Host", "string"),
      column("Events", "long"),
    ],
  };
  const definition = {
    query: "Events_CL | summarize Events = count() by Host, Hour = bin(TimeGenerated, 1h)",
    binSize: 60,
    binDelay: 10,
    destinationTable: "Hourly_CL",
    ...ruleDefinition,
  };
  resources.azapi_resource = {
    hourly: {
      type: "Microsoft.OperationalInsights/workspaces/summaryLogs@2025-07-01",
      name: "Hourly",
      parent_id: "${azurerm_log_analytics_workspace.law.id}",
      body: { properties: { ruleType: "User", ruleDefinition: definition } },
    },
  };
  return resources;
}

function run(resources: Resources) {
  const input = mkdtempSync(join(root, "input-"));
  const rows = ["08:10", "08:50", "09:05", "10:00", "10:59"].map((clock) =>
    JSON.stringify({ TimeGenerated: time(clock), Host: "a" }),
  );
  writeFileSync(join(input, "Events_CL.ndjson"), rows.join("\n"));
  const stack = writeStack(mkdtempSync(join(root, "stack-")), resources);
  return simulate({ stack, input, from: new Date(time("08:00")), to: new Date(time("12:10")) });
}

test("rows of whole bins are written when the run is due, stamped with their bin", async () => {
  const { alerts } = await run(withSummary());
  const seen = alerts.map(({ timeGenerated, customDetails: { Host, Events, Bin, Written } }) => [
    timeGenerated.slice(11, 16),
    ...Host!,
    ...Events!,
    ...Bin!,
    ...Written!,
  ]);
  // Written at ten past, so the run over the time up to 10:00 is the first that sees the bin of 08:00.
  expect(seen[0]).toEqual(["10:05", "a", "2", time("08:00"), time("09:10")]);
  expect(seen.filter(([, , , bin]) => bin === time("10:00"))).toEqual([
    ["12:05", "a", "2", time("10:00"), time("11:10")],
  ]);
  expect(seen.some(([, , , bin]) => bin === time("09:00"))).toBe(false);
});

test("what Azure adds to the rows is no column of the table", async () => {
  const resources = withSummary({}, "_BinStartTime");
  (resources.azurerm_sentinel_alert_rule_scheduled!.scheduled as { query: string }).query =
    "Hourly_CL | where _BinStartTime > ago(6h)";
  await expect(run(resources)).rejects.toThrow(/KS142 .*_BinStartTime/);
});

test.each([
  [
    "a query that does not bind",
    { query: "Events_CL | summarize count() by Hots" },
    /azapi_resource\.hourly cannot be created: query line 1:34 KS142 .*Hots/,
  ],
  ["a saved function", { query: "Known()" }, /calls Known; summary rules cannot call saved functions/],
])("refuses %s", async (_name, definition, message) => {
  const resources = withSummary(definition);
  resources.azurerm_log_analytics_saved_search = {
    known: {
      name: "Known",
      log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
      function_alias: "Known",
      query: "Events_CL | summarize Events = count() by Host",
    },
  };
  await expect(run(resources)).rejects.toThrow(message);
});
