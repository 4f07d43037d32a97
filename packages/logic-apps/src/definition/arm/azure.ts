import { createHash } from "node:crypto";
import { toText } from "../../values/text";
import type { Value } from "../../values/value";
import type { ArmFunctions } from "./function";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/resource-group`;
const tenantId = "00000000-0000-0000-0000-0000000000aa";

/** `…/providers/Namespace/type/name/subtype/name`. */
function providerPath(scope: string, args: readonly string[]): string {
  const at = args.findIndex((arg) => arg.includes("/") && !arg.startsWith("/"));
  const [namespace, ...types] = (args[at] ?? "").split("/");
  const names = args.slice(at + 1);
  return `${scope}/providers/${namespace}/${types.map((type, i) => `${type}/${names[i] ?? ""}`).join("/")}`;
}

function hashed(args: readonly Value[]): string {
  const digest = createHash("sha256").update(args.map(toText).join("\0")).digest();
  return [...digest.subarray(0, 13)].map((byte) => (byte % 32).toString(32)).join("");
}

const uuid = (args: readonly Value[]): string =>
  createHash("sha256")
    .update(args.map(toText).join("\0"))
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

const texts = (args: readonly Value[]) => args.map(toText);

/** Where a deployment goes: a stand-in of each. */
export const azureFunctions: ArmFunctions = {
  resourceid: (args) => providerPath(group, texts(args)),
  subscriptionresourceid: (args) => providerPath(subscription, texts(args)),
  tenantresourceid: (args) => providerPath("", texts(args)),
  managementgroupresourceid: (args) =>
    providerPath("/providers/Microsoft.Management/managementGroups/group", texts(args)),
  extensionresourceid: ([scope, ...rest]) => providerPath(toText(scope!), texts(rest)),
  resourcegroup: () => ({ id: group, name: "resource-group", location: "westeurope", tags: {} }),
  subscription: () => ({
    id: subscription,
    subscriptionId: subscription.split("/")[2]!,
    tenantId,
    displayName: "subscription",
  }),
  tenant: () => ({ tenantId }),
  managementgroup: () => ({ id: "/providers/Microsoft.Management/managementGroups/group", name: "group" }),
  deployer: () => ({ tenantId, objectId: "00000000-0000-0000-0000-0000000000bb" }),
  deployment: () => ({ name: "deployment", properties: {} }),
  environment: () => ({
    name: "AzureCloud",
    resourceManager: "https://management.azure.com/",
    authentication: { loginEndpoint: "https://login.microsoftonline.com/" },
    suffixes: { storage: "core.windows.net", keyvaultDns: ".vault.azure.net" },
  }),
  uniquestring: hashed,
  guid: uuid,
  newguid: () => "00000000-0000-0000-0000-000000000000",
};
