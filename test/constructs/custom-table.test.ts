import { CustomTable } from "../../lib/constructs";
import { ContentError, type TableSpec, vocabulary } from "../../lib/content";
import { existingWorkspace, table } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";

const type = "azurerm_log_analytics_workspace_table_custom_log";

function synthesizeTable(changes: Partial<TableSpec> = {}): Template {
  return synthesizeBare((stack) => {
    new CustomTable(stack, "table", { workspace: existingWorkspace(stack), table: { ...table, ...changes } });
  });
}

test("keeps the order of columns and spells datetime as the tables API does", () => {
  expect(synthesizeTable().resource(type)).toMatchObject({
    name: "Thing_CL",
    plan: "Analytics",
    column: [
      { name: "TimeGenerated", type: "dateTime" },
      { name: "Id", type: "guid" },
      { name: "Text", type: "string", description: "what it says" },
    ],
  });
});

test("every other type keeps its spelling", () => {
  const columns = vocabulary.columnTypes.map((t) => ({ name: `C_${t}`, type: t }));
  const types = (synthesizeTable({ columns }).resource(type).column as { type: string }[]).map((c) => c.type);
  expect(types).toEqual(["boolean", "dateTime", "dynamic", "guid", "int", "long", "real", "string"]);
});

test("retention is written only when given", () => {
  expect(synthesizeTable({ retentionInDays: 90, totalRetentionInDays: 365 }).resource(type)).toMatchObject({
    retention_in_days: 90,
    total_retention_in_days: 365,
  });
  expect(synthesizeTable().resource(type)).not.toHaveProperty("retention_in_days");
});

test.each([
  ["dateTime", 'did you mean "datetime"?'],
  ["strng", 'did you mean "string"?'],
  ["decimal128", "use one of: boolean, datetime, dynamic, guid, int, long, real, string"],
])("column type %s is refused", (wrong, suggestion) => {
  const columns = [{ name: "When", type: wrong }] as unknown as TableSpec["columns"];
  const message = `column When of Thing_CL has unknown type "${wrong}"`;
  expect(() => synthesizeTable({ columns })).toThrow(ContentError);
  expect(() => synthesizeTable({ columns })).toThrow(message);
  expect(() => synthesizeTable({ columns })).toThrow(suggestion);
});

test("an Auxiliary table goes by azapi, which knows the plan", () => {
  const template = synthesizeTable({ plan: "Auxiliary", totalRetentionInDays: 365 });
  expect(template.types).not.toContain(type);
  expect(template.resource("azapi_resource")).toMatchObject({
    type: "Microsoft.OperationalInsights/workspaces/tables@2025-07-01",
    name: "Thing_CL",
    body: {
      properties: {
        plan: "Auxiliary",
        totalRetentionInDays: 365,
        schema: {
          name: "Thing_CL",
          columns: [
            { name: "TimeGenerated", type: "dateTime" },
            { name: "Id", type: "guid" },
            { name: "Text", type: "string" },
          ],
        },
      },
    },
    lifecycle: { prevent_destroy: true },
  });
});
