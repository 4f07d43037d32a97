import { readFileSync } from "node:fs";
import { AzapiProvider } from "../lib/constructs";
import {
  App,
  AzurermProvider,
  LocalBackend,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
} from "../lib/constructs/cdktf";

type Attributes = Record<string, unknown>;

/** The resources of a synthesized stack, by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

export function readResources(path: string): Resources {
  return (JSON.parse(readFileSync(path, "utf8")) as { resource: Resources }).resource;
}

/** A resource that is nothing but its attributes. */
class BareResource extends TerraformResource {
  constructor(
    stack: TerraformStack,
    id: string,
    type: string,
    private readonly attributes: Attributes,
  ) {
    super(stack, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: type.split("_")[0]! },
    });
  }

  protected override synthesizeAttributes(): Attributes {
    return this.attributes;
  }
}

/** A provider without settings. */
class BareProvider extends TerraformProvider {
  constructor(stack: TerraformStack, name: string) {
    super(stack, name, {
      terraformResourceType: name,
      terraformGeneratorMetadata: { providerName: name },
      terraformProviderSource: `hashicorp/${name}`,
    });
  }
}

/** The least that cdktf can do for the same output: every resource written out, all attributes given. */
export function synthesizeBare(resources: Resources, outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "bare");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzapiProvider(stack, "azapi");
  const others = new Set(Object.keys(resources).map((type) => type.split("_")[0]!));
  for (const name of others) if (name !== "azurerm" && name !== "azapi") new BareProvider(stack, name);
  new LocalBackend(stack, { path: "terraform.tfstate" });
  for (const [type, byName] of Object.entries(resources)) {
    for (const [name, { "//": _metadata, ...attributes }] of Object.entries(byName))
      new BareResource(stack, name, type, attributes);
  }
  app.synth();
}
