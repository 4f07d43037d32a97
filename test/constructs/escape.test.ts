import {
  AzapiResource,
  CustomTable,
  escapeData,
  escapeTemplate,
  NrtRule,
  SavedFunction,
  Watchlist,
  Workbook,
} from "../../lib/constructs";
import { ResourceGroup } from "../../lib/constructs/cdktf";
import { newWorkspace, nrtDetection, place, table, watchlist } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import { openTemplates, unescaped } from "./support/terraform-text";

const live = "costs ${var.price} at %{ if x }, $ {not} %%{twice}";
const escaped = "costs $${var.price} at %%{ if x }, $ {not} %%%{twice}";

test("template markers are doubled, and nothing else changes", () => {
  expect(escapeTemplate(live)).toBe(escaped);
  expect(escapeData({ [live]: [live, 1, true, null] })).toEqual({ [escaped]: [escaped, 1, true, null] });
});

test("text that holds a reference is refused: escaping would kill it", () => {
  synthesizeBare((stack) => {
    const group = new ResourceGroup(stack, "rg", { name: "rg", location: "westeurope" });
    expect(() => escapeTemplate(`in ${group.id}`)).toThrow("pass references as separate settings");
  });
});

describe("in the output", () => {
  const template = synthesizeBare((stack) => {
    const workspace = newWorkspace(stack);
    const definition = { actions: { "Say ${x}": { inputs: live, next: [live] } } };
    new CustomTable(stack, "table", {
      workspace,
      table: {
        ...table,
        description: live,
        columns: [{ name: "TimeGenerated", type: "datetime", description: live }],
      },
    });
    new SavedFunction(stack, "function", {
      workspace,
      function: { name: "F", displayName: live, description: live, query: `print "${live}"` },
    });
    new Watchlist(stack, "watchlist", {
      workspace,
      watchlist: { ...watchlist, displayName: live, description: live },
      items: [{ Id: "1", Owner: live }],
    });
    new NrtRule(stack, "rule", {
      workspace,
      detection: {
        ...nrtDetection,
        name: live,
        description: live,
        query: live,
        alertDetailsOverride: { alertDisplayNameFormat: live, alertDescriptionFormat: live },
      },
    });
    new Workbook(stack, "workbook", {
      ...place,
      workspace,
      workbook: { title: live, description: live },
      template: { items: [{ [live]: live, quote: 'a "b" \\ \n' }] },
    });
    new AzapiResource(stack, "flow", {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name: "flow",
      parentId: "/subscriptions/x",
      body: { properties: { definition: escapeData(definition) } },
    });
  });

  test("only references open a template", () => {
    const opened = openTemplates(template.json);
    expect(opened.filter((text) => !/^\$\{(lower\()?(azurerm|azapi)_\w+\.[\w-]+\.\w+\)?\}$/.test(text))).toEqual([]);
    expect(opened.length).toBeGreaterThan(0);
  });

  test.each([
    ["azurerm_log_analytics_workspace_table_custom_log", ["description", "column.0.description"]],
    ["azurerm_log_analytics_saved_search", ["display_name"]],
    ["azurerm_sentinel_watchlist", ["display_name", "description"]],
    ["azurerm_sentinel_watchlist_item", ["properties.Owner"]],
    ["azurerm_sentinel_alert_rule_nrt", ["display_name", "query", "alert_details_override.0.display_name_format"]],
    ["azurerm_application_insights_workbook", ["display_name", "description"]],
    ["azapi_resource", ["body.properties.definition.actions.Say $${x}.inputs"]],
  ])("%s", (type, paths) => {
    for (const path of paths) expect(template.resource(type)).toHaveProperty(path.split("."), escaped);
  });

  test("a rule's description, behind the tag", () => {
    expect(template.resource("azurerm_sentinel_alert_rule_nrt").description).toBe(`#DONT_CORR# ${escaped}`);
  });

  test("a workbook's JSON survives the round trip through Terraform", () => {
    const json = template.resource("azurerm_application_insights_workbook").data_json as string;
    expect(JSON.parse(unescaped(json))).toEqual({ items: [{ [live]: live, quote: 'a "b" \\ \n' }] });
  });
});
