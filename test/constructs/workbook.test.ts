import { Workbook } from "../../lib/constructs";
import { newWorkspace, place, shipped } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";
import { unescaped } from "./support/terraform-text";

const type = "azurerm_application_insights_workbook";
const shown = { version: "Notebook/1.0", items: [{ type: 1, content: { json: '# It\'s "quoted" \\ {Time}' } }] };

function synthesizeWorkbook(title: string, template: unknown = shown): Template {
  return synthesizeBare((stack) => {
    const workspace = newWorkspace(stack);
    new Workbook(stack, "workbook", { ...place, workspace, workbook: { title, description: "d" }, template });
  });
}

test("belongs to Sentinel by a source id in lower case, which Terraform computes", () => {
  const template = synthesizeWorkbook("Things");
  const sentinel = template.address("azurerm_sentinel_log_analytics_workspace_onboarding");
  expect(template.resource(type)).toMatchObject({
    category: "sentinel",
    display_name: "Things",
    source_id: `\${lower(${sentinel}.workspace_id)}`,
  });
});

test("is named by a lower-case UUID that follows from its title", () => {
  const name = synthesizeWorkbook("Things").resource(type).name;
  expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(synthesizeWorkbook("Things").resource(type).name).toBe(name);
  expect(synthesizeWorkbook("Other things").resource(type).name).not.toBe(name);
});

test.each([["a small one", shown], ...shipped.workbooks.map((w): [string, unknown] => [w.name, w.template.data])])(
  "what the editor shows arrives as JSON: %s",
  (_name, template) => {
    const json = synthesizeWorkbook("Things", template).resource(type).data_json as string;
    expect(JSON.parse(unescaped(json))).toEqual(template);
  },
);
