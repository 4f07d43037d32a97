import { countBreaches, summaryQueryBreaches, summaryRuleBreaches } from "../../../../limits";
import { workspaceGuid } from "../../../workspace/workspace-guid";
import type { KindContext, ResourceKind } from "../kind";
import { contained } from "../place";
import { checkQuery } from "../query-check";
import { refusals } from "../refusals";
import { part, type Resource, type Stored } from "../resource";

const type = "Microsoft.OperationalInsights/workspaces";
/** https://learn.microsoft.com/azure/azure-monitor/logs/delete-workspace: how long a deleted workspace can come back */
const softDeletion = 14 * 86_400_000;

/** https://learn.microsoft.com/rest/api/loganalytics/workspaces */
export const workspaces: ResourceKind = {
  type,
  since: "2015-11-01-preview",
  scopes: ["group"],
  located: true,
  named: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  check: ({ properties }, { store }) => {
    const { defaultDataCollectionRuleResourceId: transform } = properties;
    if (transform && !store.get(String(transform)))
      throw refusals.invalid(
        `The data collection rule '${transform}' was not found. A workspace is linked to its transform by an update, once the rule is there.`,
      );
  },
  fill: ({ id, properties }, { now }, before) => ({
    customerId: workspaceGuid({ armId: id }),
    provisioningState: "Succeeded",
    retentionInDays: properties.retentionInDays ?? before?.properties.retentionInDays ?? 30,
    sku: { ...part(properties, "sku"), lastSkuUpdate: now.toISOString() },
    createdDate: before?.properties.createdDate ?? now.toISOString(),
    modifiedDate: now.toISOString(),
  }),
  written: ({ resource, version }, context) => {
    // Made again within two weeks, it comes back with its tables.
    if (version > 1 || !softDeleted(context).some(({ id }) => id.toLowerCase() === resource.id.toLowerCase())) return;
    context.store.unbury(resource.id);
  },
  deleting: (stored, context, below) => softDelete(stored, context, below),
  actions: {
    sharedkeys: ({ resource }) => ({
      primarySharedKey: keyOf(resource, "primary"),
      secondarySharedKey: keyOf(resource, "secondary"),
    }),
  },
};

/** Keeps what comes back with a workspace; of other resources, nothing is kept. */
export function softDelete(stored: Stored, { store, now, query }: KindContext, below: readonly Stored[]): void {
  const { id } = stored.resource;
  if (stored.resource.type !== type || query.get("force") === "true") return;
  const isTable = ({ resource }: Stored): boolean =>
    resource.type === `${type}/tables` && resource.id.toLowerCase().startsWith(`${id.toLowerCase()}/`);
  store.bury({ id, type, at: now.getTime(), kept: below.filter(isTable) });
}

function softDeleted({ store, now }: KindContext) {
  return store.buried(type).filter(({ at }) => now.getTime() - at < softDeletion);
}

/** Workspaces that can still come back: https://learn.microsoft.com/rest/api/loganalytics/deleted-workspaces */
export const deletedWorkspaces: ResourceKind = {
  type: "Microsoft.OperationalInsights/deletedWorkspaces",
  since: "2020-08-01",
  scopes: ["subscription", "group"],
  list: (scope, context) =>
    softDeleted(context)
      .filter(({ id }) => id.toLowerCase().startsWith(`${scope}/`.toLowerCase()))
      .map(({ id }) => ({
        id,
        name: id.split("/").at(-1)!,
        type,
        properties: { customerId: workspaceGuid({ armId: id }) },
      })),
};

/** https://learn.microsoft.com/rest/api/loganalytics/saved-searches: the text is not checked when it is saved */
export const savedSearches: ResourceKind = {
  type: `${type}/savedSearches`,
  since: "2015-03-20",
  created: 200,
  etag: true,
  check: ({ properties }) => {
    for (const name of ["category", "displayName", "query"])
      if (typeof properties[name] !== "string") throw refusals.invalid(`A saved search needs 'properties.${name}'.`);
    const { functionAlias: alias } = properties;
    if (alias && !/^[A-Za-z]\w*$/.test(String(alias)))
      throw refusals.invalid(`The function alias '${alias}' is invalid: it begins with a letter and has no spaces.`);
  },
};

/** Summary rules: https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules */
export const summaryLogs: ResourceKind = {
  type: `${type}/summaryLogs`,
  since: "2023-01-01-preview",
  created: 200,
  check: (rule, context, before) => {
    const parent = rule.id.replace(/\/summaryLogs\/[^/]+$/i, "");
    const [tooMany] = before
      ? []
      : countBreaches({ summaryRules: contained(context.store, summaryLogs, parent).length + 1 });
    if (tooMany) throw refusals.beyondLimit({ ...tooMany, path: [] });
    const definition = part(rule.properties, "ruleDefinition");
    const query = String(definition.query ?? "");
    const [breach] = [...summaryRuleBreaches(definition), ...summaryQueryBreaches(query)];
    if (breach) throw refusals.beyondLimit({ ...breach, path: ["ruleDefinition", ...breach.path] });
    checkQuery(query, rule, context, (why) => refusals.invalid(`The query of the summary rule is invalid. ${why}`));
  },
  fill: ({ properties }) => ({
    ruleType: properties.ruleType ?? "User",
    isActive: properties.isActive ?? true,
    provisioningState: "Succeeded",
  }),
};

/** Nothing takes it: who sends signs in. */
const keyOf = ({ name }: Resource, which: string): string => Buffer.from(`${name} ${which}`).toString("base64");
