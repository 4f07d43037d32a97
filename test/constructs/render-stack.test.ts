import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzapiProvider, AzapiResource } from "../../lib/constructs";
import {
  App,
  AzurermProvider,
  Construct,
  LogAnalyticsWorkspace,
  ResourceGroup,
  TerraformOutput,
  TerraformStack,
  withoutNeedlessWork,
} from "../../lib/constructs/cdktf";
import { shareData } from "../../lib/constructs/shared-data";

const deep = { b: [], a: { 'ü\n"': {}, list: [{}, [], [1, "x", null, true]], number: 1.5e-7 } };

/** A little of everything that a stack can hold. */
function build(app: App, definition: object): void {
  const stack = new TerraformStack(app, "soc");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzapiProvider(stack, "azapi");
  const inner = new Construct(stack, "inner");
  const group = new ResourceGroup(inner, "group", { name: "rg", location: "westeurope", tags: { owner: "soc" } });
  const law = new LogAnalyticsWorkspace(inner, "law", {
    name: "law",
    location: group.location,
    resourceGroupName: group.name,
    lifecycle: { preventDestroy: true },
    dependsOn: [group],
  });
  law.importFrom("/subscriptions/s/law");
  law.addOverride("daily_quota_gb", 5);
  for (const name of ["one", "two"])
    new AzapiResource(inner, name, {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name,
      parentId: group.id,
      body: { properties: { definition, parameters: { law: { value: law.id }, nothing: undefined } } },
    });
  new TerraformOutput(inner, "law-id", { value: law.id, description: "of the workspace" });
  new TerraformOutput(stack, "group", { value: `${group.id}/x` });
  stack.addOverride("terraform.required_version", ">= 1.9");
}

function written(synth: (app: App) => void, definition: object): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), "render-"));
  const app = new App({ outdir });
  build(app, definition);
  synth(app);
  const folder = join(outdir, "stacks", "soc");
  const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  return { ...files, manifest: readFileSync(join(outdir, "manifest.json"), "utf8") };
}

test.each([
  ["data of this stack alone", deep],
  ["data that stacks share", shareData(deep)],
])("a stack with %s is written byte for byte as the framework writes it", (_, definition) => {
  const theirs = written((app) => app.synth(), deep);
  const ours = written((app) => withoutNeedlessWork(() => app.synth()), definition);
  expect(ours).toEqual(theirs);
  expect(JSON.parse(ours["cdk.tf.json"]!).resource.azapi_resource).toHaveProperty(
    ["inner_one_F70E5605", "body", "properties", "definition", "b"],
    [],
  );
});

test("the framework writes shared data of other people's apps, too", () => {
  expect(written((app) => app.synth(), shareData(deep))).toEqual(written((app) => app.synth(), deep));
});

test("what the framework would refuse is refused: a stack is checked before it is written", () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "render-")) });
  build(app, deep);
  app.node.findChild("soc").node.addValidation({ validate: () => ["has no owner"] });
  expect(() => withoutNeedlessWork(() => app.synth())).toThrow("has no owner");
});

test("a reference to another stack is refused, with the stack that has it", () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "render-")) });
  const one = new TerraformStack(app, "one");
  new AzurermProvider(one, "azurerm", { features: [{}] });
  const group = new ResourceGroup(one, "group", { name: "rg", location: "westeurope" });
  new TerraformOutput(new TerraformStack(app, "two"), "id", { value: group.id });
  expect(() => withoutNeedlessWork(() => app.synth())).toThrow(/stack "two" refers to another stack/);
});
