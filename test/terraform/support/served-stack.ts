import { readFileSync } from "node:fs";
import { join } from "node:path";
import { azapiSchema } from "./azapi-schema";
import { azurermSchema } from "./bindings-schema";
import { msgraphSchema } from "./msgraph-schema";
import { serveProvider } from "./provider-server";
import { Terraform } from "./terraform";
import { timeSchema } from "./time-schema";

/** A stack with the providers that it asks for, which know what its resources may hold and reach nothing. */
export interface ServedStack {
  readonly terraform: Terraform;
  /** Ends the providers. */
  readonly close: () => void;
}

/** As much of a synthesized stack as says what it needs. */
interface Needs {
  readonly terraform: { readonly required_providers: Readonly<Record<string, { readonly source: string }>> };
  readonly resource: object;
  readonly data?: object;
}

/** @param stack its folder, with the Terraform to be read @param sockets folder for the providers' sockets */
export async function serveStack(stack: string, sockets: string): Promise<ServedStack> {
  const needs = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8")) as Needs;
  const served = await Promise.all(
    Object.entries(needs.terraform.required_providers).map(async ([name, { source }]) => {
      const { socket, close } = await serveProvider(schemaOf(name, needs), join(sockets, `${name}.sock`));
      return { place: [registered(source), socket] as const, close };
    }),
  );
  return {
    terraform: new Terraform(stack, Object.fromEntries(served.map(({ place }) => place))),
    close: () => {
      for (const { close } of served) close();
    },
  };
}

/** What Terraform makes of a source: without an owner, HashiCorp's. */
const registered = (source: string): string =>
  `registry.terraform.io/${source.includes("/") ? source.toLowerCase() : `hashicorp/${source}`}`;

function schemaOf(provider: string, { resource, data = {} }: Needs) {
  const ofAzurerm = (blocks: object) => Object.keys(blocks).filter((type) => type.startsWith("azurerm_"));
  switch (provider) {
    case "azurerm":
      return azurermSchema(ofAzurerm(resource), ofAzurerm(data));
    case "azapi":
      return azapiSchema;
    case "msgraph":
      return msgraphSchema;
    case "time":
      return timeSchema;
    default:
      throw new Error(`no schema is known of the provider ${provider}`);
  }
}
