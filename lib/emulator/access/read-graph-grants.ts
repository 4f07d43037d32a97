import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { permissionNameProblem } from "../../graph";
import { EmulatorError } from "../errors";
import { principalIdOf } from "../terraform/arm-ids";
import { blocks } from "../terraform/blocks";
import { readStack } from "../terraform/stack";

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a governance stack holds beside its resources. */
interface Document {
  readonly provider?: { readonly azurerm?: unknown };
  readonly data?: { readonly azurerm_user_assigned_identity?: Named; readonly msgraph_resource?: Named };
  readonly resource?: { readonly msgraph_resource?: Named };
}

/**
 * Application permissions of Microsoft Graph that the governance stack beside a stack grants to managed identities, by
 * object id; none where there is no such stack.
 * @param path the stack that the identities are in: a `cdk.tf.json`, its folder, or a `cdktf.out` with one tenant
 * @throws EmulatorError for a grant whose identity or role it cannot make out
 */
export function readGraphGrants(path: string): ReadonlyMap<string, readonly string[]> {
  const folder = dirname(readStack(path).file);
  const file = join(dirname(folder), `${basename(folder)}-governance`, "cdk.tf.json");
  const grants = new Map<string, string[]>();
  if (!existsSync(file)) return grants;
  const document = JSON.parse(readFileSync(file, "utf8")) as Document;
  for (const [name, { url, body }] of Object.entries(document.resource?.msgraph_resource ?? {})) {
    if (!String(url).endsWith("/appRoleAssignments")) continue;
    const where = `${file} msgraph_resource.${name}`;
    const principalId = identityIn(String(url), document, where);
    const role = roleIn(String((body as { appRoleId?: unknown } | undefined)?.appRoleId), document, where);
    grants.set(principalId, [...(grants.get(principalId) ?? []), role]);
  }
  return grants;
}

/** `servicePrincipals/${data.azurerm_user_assigned_identity.<name>.principal_id}/…` */
function identityIn(url: string, { data, provider }: Document, where: string): string {
  const name = /\$\{data\.azurerm_user_assigned_identity\.([\w-]+)\.principal_id\}/.exec(url)?.[1];
  const identity = name === undefined ? undefined : data?.azurerm_user_assigned_identity?.[name];
  if (!identity)
    throw new EmulatorError(where, `grants to ${url}`, "the emulator knows data.azurerm_user_assigned_identity only");
  const subscriptionId = blocks(provider?.azurerm)[0]?.subscription_id;
  return principalIdOf(
    `/subscriptions/${subscriptionId}/resourceGroups/${identity.resource_group_name}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity.name}`,
  );
}

/** `${data.msgraph_resource.<name>.output.<key>}`, where the key stands for a role that is looked up by value. */
function roleIn(expression: string, { data }: Document, where: string): string {
  const [, name, key] = /^\$\{data\.msgraph_resource\.([\w-]+)\.output\.(\w+)\}$/.exec(expression) ?? [];
  const outputs = name === undefined ? undefined : data?.msgraph_resource?.[name]?.response_export_values;
  const role = /\[\?value=='([^']+)'\]/.exec(String((outputs as Record<string, string> | undefined)?.[key!]))?.[1];
  const problem = role === undefined ? undefined : permissionNameProblem(role);
  // Graph's list of roles has none of that value: the output is null, and the request is refused.
  if (problem) throw new EmulatorError(where, problem.message, problem.suggestion);
  if (role) return role;
  throw new EmulatorError(where, `grants ${expression}`, "the emulator knows roles that are looked up by their value");
}
