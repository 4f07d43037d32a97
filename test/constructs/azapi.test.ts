import { AzapiProvider, AzapiResource } from "../../lib/constructs";
import { App, LocalBackend, TerraformStack } from "../../lib/constructs/cdktf";
import { inTemporaryFolder, synthesizeBare } from "./support/synth";

const config = {
  type: "Microsoft.Logic/workflows@2019-05-01",
  name: "flow",
  parentId: "/subscriptions/x/resourceGroups/rg",
  location: "westeurope",
  body: { properties: { camelCase: true, nothing: null, none: [], zero: 0, $connections: {} } },
  identityIds: ["/identity"],
  retryOn: ["InvalidOutputTable"],
};

test("the body is an object, key for key, with identity and retry beside it", () => {
  const { "//": _metadata, ...resource } = synthesizeBare((stack) => {
    new AzapiResource(stack, "flow", config);
  }).resource("azapi_resource");
  expect(resource).toEqual({
    type: config.type,
    name: "flow",
    parent_id: config.parentId,
    location: "westeurope",
    body: config.body,
    identity: [{ type: "UserAssigned", identity_ids: ["/identity"] }],
    retry: { error_message_regex: ["InvalidOutputTable"] },
  });
});

/** `cdktf synth --hcl` renders what the class returns; an empty answer would deploy an empty resource without a word. */
describe("as HCL", () => {
  const hcl = inTemporaryFolder((outdir) => {
    const stack = new TerraformStack(new App({ outdir }), "hcl");
    new AzapiProvider(stack, "azapi");
    new AzapiResource(stack, "flow", {
      ...config,
      body: { ...config.body, text: [`say "hi" \\ $\${x}`, "[list]", "12"] },
    });
    return stack.toHclTerraform().hcl;
  });

  test.each([
    ["attributes", 'parent_id = "/subscriptions/x/resourceGroups/rg"'],
    ["the body's keys", '"$connections" = {'],
    ["null, which the renderer does not take", "nothing = [null][0]"],
    ["quotes and backslashes", `"say \\"hi\\" \\\\ $\${x}"`],
    ["text that looks like an expression", '"[list]"'],
    ["text that looks like a number", '"12"'],
    ["the identity, a block", 'identity {\ntype = "UserAssigned"'],
  ])("%s", (_what, expected) => expect(hcl).toContain(expected));
});

test("a stack without the azapi provider is refused", () => {
  inTemporaryFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "bare");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    new AzapiResource(stack, "flow", config);
    expect(() => app.synth()).toThrow(/azapi/);
  });
});
