import { builtinRoles, covers } from "../../../access";
import { guidFrom } from "../../../terraform/arm-ids";
import type { KindContext, ResourceKind } from "../kind";
import { contained } from "../place";
import { refusals } from "../refusals";
import { type Body, parts, type Resource } from "../resource";

const type = "Microsoft.Authorization/roleDefinitions";
const anywhere = ["tenant", "subscription", "group", "resource"] as const;

/** https://learn.microsoft.com/rest/api/authorization/role-definitions */
export const roleDefinitions: ResourceKind = {
  type,
  since: "2015-07-01",
  scopes: anywhere,
  check: ({ id, properties }, { store }) => {
    const { roleName, assignableScopes } = properties;
    if (typeof roleName !== "string") throw refusals.invalid("The role definition has no 'properties.roleName'.");
    if (!Array.isArray(assignableScopes) || assignableScopes.length === 0)
      throw refusals.invalid("The role definition has no 'properties.assignableScopes'.");
    const isOther = (role: Resource): boolean => role.id.toLowerCase() !== id.toLowerCase();
    const all = [...store.ofType(type).map(({ resource }) => resource), ...builtIn];
    if (all.some((role) => isOther(role) && role.properties.roleName === roleName))
      throw refusals.roleNameExists(roleName);
  },
  fill: ({ properties }, { now }, before) => ({
    type: "CustomRole",
    permissions: parts(properties, "permissions"),
    createdOn: before?.properties.createdOn ?? now.toISOString(),
    updatedOn: now.toISOString(),
  }),
  deleting: ({ resource }, { store }) => {
    const isIts = (id: unknown): boolean => String(id).split("/").at(-1)!.toLowerCase() === resource.name.toLowerCase();
    if (store.ofType(roleAssignments.type).some((one) => isIts(one.resource.properties.roleDefinitionId)))
      throw refusals.roleInUse(String(resource.properties.roleName));
  },
  list: (_scope, { store, query }) => {
    const name = /^roleName eq '(.*)'$/i.exec(query.get("$filter") ?? "")?.[1]?.replace(/''/g, "'");
    const all = [...builtIn, ...store.ofType(type).map(({ resource }) => resource)];
    return name === undefined ? all : all.filter(({ properties }) => properties.roleName === name);
  },
  // A role is found by its GUID, whatever the scope that it is asked for at.
  builtIn: () => builtIn,
};

const builtIn: readonly Resource[] = builtinRoles.map((role) => ({
  id: `/providers/${type}/${role.id}`,
  name: role.id,
  type,
  properties: {
    roleName: role.name,
    type: "BuiltInRole",
    description: "",
    assignableScopes: ["/"],
    permissions: [
      {
        actions: role.actions,
        notActions: role.notActions ?? [],
        dataActions: role.dataActions ?? [],
        notDataActions: role.notDataActions ?? [],
      },
    ],
  },
}));

/** https://learn.microsoft.com/rest/api/authorization/role-assignments */
export const roleAssignments: ResourceKind = {
  type: "Microsoft.Authorization/roleAssignments",
  since: "2015-07-01",
  scopes: anywhere,
  named: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  check: (assignment, context, before) => {
    const { roleDefinitionId, principalId } = assignment.properties as {
      roleDefinitionId?: string;
      principalId?: string;
    };
    const scope = scopeOf(assignment.id);
    if (!roleDefinitionId || !principalId)
      throw refusals.invalid("A role assignment needs 'properties.roleDefinitionId' and 'properties.principalId'.");
    const role = roleOf(roleDefinitionId, context);
    if (!role) throw refusals.unknownRoleDefinition(roleDefinitionId);
    const scopes = role.properties.assignableScopes as readonly string[];
    if (!scopes.some((assignable) => covers(assignable, scope)))
      throw refusals.roleNotAssignable(String(role.properties.roleName), scope);
    if (before) return;
    const same = contained(context.store, roleAssignments, scope).find(({ resource: { properties: p } }) => {
      const theirs = String(p.roleDefinitionId).split("/").at(-1)!.toLowerCase();
      return p.principalId === principalId && theirs === role.name.toLowerCase();
    });
    if (same) throw refusals.roleAssignmentExists(same.resource.name.replace(/-/g, ""));
  },
  fill: ({ id, properties }, { now, principalId }, before) => ({
    scope: scopeOf(id),
    principalType: properties.principalType ?? "ServicePrincipal",
    createdOn: before?.properties.createdOn ?? now.toISOString(),
    createdBy: before?.properties.createdBy ?? principalId,
  }),
  list: (scope, { store, query }) => {
    const wanted = /principalId eq '([^']+)'/i.exec(query.get("$filter") ?? "")?.[1]?.toLowerCase();
    const all = store.ofType("Microsoft.Authorization/roleAssignments").map(({ resource }) => resource);
    return all.filter(({ properties: p }) => {
      const here = covers(String(p.scope), scope || "/") || covers(scope || "/", String(p.scope));
      return here && (wanted === undefined || String(p.principalId).toLowerCase() === wanted);
    });
  },
};

/** The scope of an assignment by its id. */
const scopeOf = (id: string): string =>
  id.slice(0, id.toLowerCase().lastIndexOf("/providers/microsoft.authorization/")) || "/";

function roleOf(id: string, { store }: KindContext): Resource | undefined {
  const guid = id.split("/").at(-1)!.toLowerCase();
  const custom = store.ofType(type).map(({ resource }) => resource);
  return [...custom, ...builtIn].find(({ name }) => name.toLowerCase() === guid);
}

/** An assignment of Owner on everything. */
export function ownerOfAll(principalId: string): Resource {
  const name = guidFrom(`${principalId}/owner`);
  const owner = builtIn.find(({ properties }) => properties.roleName === "Owner")!;
  const properties: Body = { scope: "/", roleDefinitionId: owner.id, principalId, principalType: "ServicePrincipal" };
  const { type: of } = roleAssignments;
  return { id: `/providers/${of}/${name}`, name, type: of, properties };
}
