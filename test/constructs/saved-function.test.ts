import { SavedFunction } from "../../lib/constructs";
import type { FunctionSpec } from "../../lib/content";
import { newWorkspace } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

const type = "azurerm_log_analytics_saved_search";
/** What the provider's regular expression accepts for one parameter. */
const accepted = /^[a-zA-Z_][\w-]*:[a-z]+(=[^,\n]+)?$/;

const parse: FunctionSpec = {
  name: "Parse",
  displayName: "Parse things",
  description: "Parses",
  parameters: [
    { name: "since", type: "datetime", default: "datetime(null)" },
    { name: "names", type: "dynamic", default: "dynamic([])" },
    { name: "id", type: "string" },
  ],
  query: "Thing_CL\n| where Id == id\n",
};

const template = synthesizeBare((stack) => {
  const workspace = newWorkspace(stack);
  new SavedFunction(stack, "with", { workspace, function: parse });
  new SavedFunction(stack, "without", { workspace, function: { ...parse, name: "Plain", parameters: undefined } });
});

test("is called by its name and keeps its query", () => {
  expect(template.resource(type, { name: "Parse" })).toMatchObject({
    function_alias: "Parse",
    display_name: "Parse things",
    query: parse.query,
    log_analytics_workspace_id: `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
  });
});

test("parameters are one entry each, in the provider's form", () => {
  const parameters = template.resource(type, { name: "Parse" }).function_parameters as string[];
  expect(parameters).toEqual(["since:datetime=datetime(null)", "names:dynamic=dynamic([])", "id:string"]);
  for (const parameter of parameters) expect(parameter).toMatch(accepted);
});

test("no parameters, no attribute", () => {
  expect(template.resource(type, { name: "Plain" })).not.toHaveProperty("function_parameters");
});
