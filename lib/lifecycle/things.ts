import { blocksOf, type PolicyDocument, type PolicyResource, referencesIn } from "../policy";

/** A resource in the product's words. */
export interface Thing {
  /** such as `rule`, `table`, `permission` */
  readonly kind: string;
  /** what people call it */
  readonly name: string;
  /** what stays the same while it changes */
  readonly key: string;
  readonly resource: PolicyResource;
  /** rows of people and agents go with it */
  readonly holdsData: boolean;
}

/** Kinds in the order in which people ask about them. */
export const kindOrder = [
  "workspace",
  "table",
  "rule",
  "hunting query",
  "function",
  "watchlist",
  "watchlist item",
  "playbook",
  "automation rule",
  "summary rule",
  "workbook",
  "permission",
  "identity",
  "other",
];

const words: Readonly<Record<string, string>> = {
  azurerm_log_analytics_workspace: "workspace",
  azurerm_log_analytics_workspace_table_custom_log: "table",
  azurerm_sentinel_alert_rule_scheduled: "rule",
  azurerm_sentinel_alert_rule_nrt: "rule",
  azurerm_sentinel_watchlist: "watchlist",
  azurerm_sentinel_watchlist_item: "watchlist item",
  azurerm_sentinel_automation_rule: "automation rule",
  azurerm_application_insights_workbook: "workbook",
  azurerm_role_assignment: "permission",
  azurerm_user_assigned_identity: "identity",
};
const armWords: Readonly<Record<string, string>> = {
  "microsoft.logic/workflows": "playbook",
  "microsoft.securityinsights/automationrules": "automation rule",
  "microsoft.operationalinsights/workspaces/summarylogs": "summary rule",
  "microsoft.operationalinsights/workspaces/tables": "table",
};
const data = new Set(["workspace", "table"]);

/** The resources of a document in the product's words. */
export function thingsOf(document: PolicyDocument): Thing[] {
  return document.resources.map((resource) => {
    const kind = kindOf(resource);
    return { kind, name: nameOf(resource, kind, document), key: resource.address, resource, holdsData: data.has(kind) };
  });
}

function kindOf({ type, attributes }: PolicyResource): string {
  if (type === "azapi_resource") return armWords[String(attributes.type).split("@")[0]!.toLowerCase()] ?? "other";
  if (type === "azurerm_log_analytics_saved_search") return attributes.function_alias ? "function" : "hunting query";
  if (type === "msgraph_resource" && /appRoleAssignments/i.test(String(attributes.url))) return "permission";
  return words[type] ?? "other";
}

function nameOf(resource: PolicyResource, kind: string, document: PolicyDocument): string {
  const { attributes: a, address, type } = resource;
  if (kind === "permission") return type === "azurerm_role_assignment" ? roleText(a, document) : graphText(a, document);
  if (kind === "watchlist item")
    return Object.values((a.properties ?? {}) as Record<string, string>)
      .filter(Boolean)
      .slice(0, 3)
      .join(", ");
  const properties = blocksOf(blocksOf(a.body)[0]?.properties)[0];
  return String(a.display_name ?? properties?.displayName ?? a.name ?? address);
}

function roleText(
  { role_definition_name: role, role_definition_id: own, principal_id: principal, scope }: PolicyResource["attributes"],
  document: PolicyDocument,
): string {
  const custom = document.resources.find(({ address }) => referencesIn(own).includes(address))?.attributes.name;
  return `${named(principal, document)} gets ${role ?? custom ?? own} on ${named(scope, document)}`;
}

function graphText({ body, url }: PolicyResource["attributes"], document: PolicyDocument): string {
  const role = String((body as { appRoleId?: unknown } | undefined)?.appRoleId ?? "")
    .replace(/^.*\.output\.|\}$/g, "")
    .replaceAll("_", ".");
  return `${named(url, document)} gets ${role} of Microsoft Graph`;
}

/** What a reference is to, by its name. */
function named(value: unknown, { resources, dataSources }: PolicyDocument): string {
  const [address] = referencesIn(value);
  const target = [...resources, ...dataSources].find((one) => one.address === address);
  return String(target?.attributes.name ?? address ?? value);
}
