import type { Block, Stack } from "./stack";

/** A right that whoever deploys a stack needs. */
export interface Need {
  /** a role, or an application permission of Microsoft Graph */
  readonly right: string;
  /** on what */
  readonly scope: string;
  /** what it is for, by the type of the resource */
  readonly why: string;
}

const group = "the resource group";
const tenant = "the Entra tenant";
const graph = "Microsoft Graph, or the role of a person in [governance.md](governance.md)";

/** The rights that a stack takes, each once for each scope, in the order they are met. */
export function needsOf({ resources, data }: Stack): Need[] {
  const all = [...resources.flatMap(ofResource), ...data.flatMap(ofData)];
  const byRight = new Map<string, { right: string; scope: string; why: Set<string> }>();
  for (const { right, scope, why } of all) {
    const key = `${right}\n${scope}`;
    if (!byRight.has(key)) byRight.set(key, { right, scope, why: new Set() });
    byRight.get(key)!.why.add(why);
  }
  return [...byRight.values()].map(({ why, ...need }) => ({ ...need, why: [...why].sort().join(", ") }));
}

function ofResource(block: Block): Need[] {
  const { type, attributes } = block;
  const need = (right: string, scope: string, why: string): Need => ({ right, scope, why });
  switch (type) {
    case "azurerm_resource_group":
      return [need("Contributor", "the subscription", "makes the resource group, unless it is there already")];
    case "azurerm_role_assignment":
      return [need("Role Based Access Control Administrator", scopeOf(attributes.scope), "grants roles")];
    case "azurerm_role_definition":
      return (attributes.assignable_scopes as string[]).map((scope) =>
        need("User Access Administrator", scopeOf(scope), "makes a role of the very actions a playbook takes"),
      );
    case "azurerm_lighthouse_definition":
    case "azurerm_lighthouse_assignment":
      return [need("Owner, as a member of the tenant and no guest", "the subscription", "lets the managing tenant in")];
    case "azurerm_storage_blob":
      return [
        need(
          "Storage Blob Data Contributor",
          "the collector's packages",
          "uploads the package; granted by the stack itself",
        ),
      ];
    case "azurerm_linux_function_app":
      return attributes.virtual_network_subnet_id === undefined
        ? [contributor]
        : [contributor, need("Network Contributor", "the collector's subnet", "joins the app and its storage to it")];
    case "azurerm_monitor_aad_diagnostic_setting":
      return [need("Security Administrator", tenant, "sends Entra's logs")];
    case "msgraph_resource":
      return graphPermissions(String(attributes.url)).map((right) =>
        need(right, graph, `writes ${urlOf(attributes.url)}`),
      );
    case "terraform_data":
    case "time_sleep":
      return [];
    default:
      if (/^microsoft\.aadcustomsecurityattributes/i.test(String(attributes.type)))
        return [need("Attribute Log Administrator", tenant, "sends the log of custom security attributes")];
      if (
        /^(azurerm_(application_insights|log_analytics|monitor|sentinel|service_plan|storage|user_assigned)|azapi_)/.test(
          type,
        )
      )
        return [contributor];
      throw new Error(`what ${type}.${block.name} takes is not known: add it to tools/privileges/needs.ts`);
  }
}

const contributor: Need = { right: "Contributor", scope: group, why: "every resource" };

function ofData({ type, name }: Block): Need[] {
  if (type === "azurerm_client_config") return [];
  if (type === "azurerm_user_assigned_identity")
    return [{ right: "Reader", scope: group, why: "looks up the identities that the other stack made" }];
  if (type === "msgraph_resource")
    return [{ right: "Application.Read.All", scope: graph, why: "looks up the ids of permissions" }];
  throw new Error(`what data.${type}.${name} takes is not known: add it to tools/privileges/needs.ts`);
}

/** Everything that is made is in one group; what is named by a whole id may be in another. */
function scopeOf(scope: unknown): string {
  const [, name] = /^\/subscriptions\/[^/$]+\/resourceGroups\/([^/]+)/.exec(String(scope)) ?? [];
  return name === undefined ? group : "each group of `response.workflowScopes`";
}

const permissions: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^identity\/conditionalAccess\//, ["Policy.ReadWrite.ConditionalAccess", "Policy.Read.All"]],
  [/^directory\/(attributeSets|customSecurityAttributeDefinitions)/, ["CustomSecAttributeDefinition.ReadWrite.All"]],
  [/^policies\/appManagementPolicies/, ["Policy.ReadWrite.ApplicationConfiguration"]],
  [/^applications\//, ["Policy.ReadWrite.ApplicationConfiguration", "Application.ReadWrite.All"]],
  [/^servicePrincipals\/.*\/appRoleAssignments/, ["AppRoleAssignment.ReadWrite.All"]],
];

function graphPermissions(url: string): readonly string[] {
  const found = permissions.find(([pattern]) => pattern.test(url));
  if (found) return found[1];
  throw new Error(`what writing ${url} takes is not known: add it to tools/privileges/needs.ts`);
}

const urlOf = (url: unknown): string => `\`${String(url).replace(/\$\{[^}]*\}|[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")}\``;
