import { type Resource as Applied, parts, type Stored } from "../arm/resources/resource";
import type { ResourceStore } from "../arm/resources/store";
import type { Workspace } from "../workspace/model";
import { workspaceOf } from "../workspace/read-workspace";
import { attributesOf } from "./applied";
import { type Resource, Stack } from "./stack";

/**
 * What was applied, as a stack without references: each resource with the attributes that Terraform would write for it, and
 * those that Azure gave it. So the same readers read what is synthesized and what was deployed.
 * @param among which resources. @default - all
 */
export function appliedStack(store: ResourceStore, among: (stored: Stored) => boolean = () => true): Stack {
  return new Stack("what was applied", terraformOf(store.all.filter(among)));
}

/**
 * One of the workspaces that were applied.
 * @throws EmulatorError for settings that the emulator cannot make out
 */
export const appliedWorkspace = (store: ResourceStore, workspaceId: string): Workspace =>
  workspaceOf(stackOf(store, workspaceId));

/** The stack of one workspace: what is in it, what sends to it, and what belongs to no workspace. */
export function stackOf(store: ResourceStore, workspaceId: string): Stack {
  const others = store
    .ofType("Microsoft.OperationalInsights/workspaces")
    .map(({ resource }) => resource.id.toLowerCase())
    .filter((id) => id !== workspaceId.toLowerCase());
  const isOthers = ({ resource }: Stored): boolean => {
    const id = resource.id.toLowerCase();
    return others.some((other) => id === other || id.startsWith(`${other}/`) || sendsTo(resource.properties, other));
  };
  const linked = store.get(workspaceId)?.resource.properties.defaultDataCollectionRuleResourceId;
  return appliedStack(store, (stored) => !isOthers(stored) && !isUnlinked(stored.resource, linked));
}

/** A workspace transform that the workspace does not name transforms nothing. */
const isUnlinked = ({ id, kind }: Applied, linked: unknown): boolean =>
  kind === "WorkspaceTransforms" && id.toLowerCase() !== String(linked).toLowerCase();

/** The document that would be synthesized for it. */
export function documentOf(stack: Stack): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { type, name, attributes } of stack.resources) {
    resource[type] ??= {};
    resource[type][name] = attributes;
  }
  return { resource };
}

function sendsTo(properties: Readonly<Record<string, unknown>>, workspaceId: string): boolean {
  const { logAnalytics = [] } = (properties.destinations ?? {}) as {
    logAnalytics?: readonly { readonly workspaceResourceId?: unknown }[];
  };
  return logAnalytics.some(({ workspaceResourceId: id }) => String(id).toLowerCase() === workspaceId);
}

function terraformOf(applied: readonly Stored[]): Resource[] {
  const tables = new Set(applied.flatMap(({ resource }) => (isTable(resource.type) ? [resource.name] : [])));
  return applied.flatMap(({ resource }) => {
    const found = attributesOf(withoutLostFlows(resource, tables));
    if (!found) return [];
    // Nothing that was applied is a reference, whatever it looks like.
    const attributes = literal(found.attributes) as Resource["attributes"];
    return [{ type: found.type, name: resource.id, address: resource.id, attributes }];
  });
}

const isTable = (type: string): boolean => type.toLowerCase() === "microsoft.operationalinsights/workspaces/tables";

/** A table may be deleted under the rule that sends to it: from then on, its rows go nowhere. */
function withoutLostFlows(resource: Applied, tables: ReadonlySet<string>): Applied {
  if (resource.type.toLowerCase() !== "microsoft.insights/datacollectionrules") return resource;
  const dataFlows = parts(resource.properties, "dataFlows").filter(({ outputStream }) => {
    const table = /^Custom-(.+)$/.exec(String(outputStream))?.[1];
    return table === undefined || tables.has(table);
  });
  return { ...resource, properties: { ...resource.properties, dataFlows } };
}

function literal(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [literal(key), literal(inner)]));
}
