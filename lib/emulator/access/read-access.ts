import { EmulatorError } from "../errors";
import { blocks, strings } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import { Access, covers, type RoleAssignment } from "./access";
import { builtinRoles, type RoleDefinition } from "./roles";

/** A role of the stack's own. */
interface CustomRole extends RoleDefinition {
  readonly assignableScopes: readonly string[];
}

/**
 * The role assignments of a stack, to built-in roles and to its own.
 * @throws EmulatorError for a role of the stack that is assigned where it cannot be
 */
export function readAccess(stack: Stack, resolver: Resolver): Access {
  const custom = stack.ofType("azurerm_role_definition").map((resource): CustomRole => {
    const a = resolver.attributes(resource);
    const permissions = blocks(a.permissions);
    const all = (name: string) => permissions.flatMap((one) => strings(one[name]));
    const scopes = strings(a.assignable_scopes);
    return {
      name: String(a.name),
      id: lastPart(resolver.attribute(resource, "role_definition_resource_id")),
      actions: all("actions"),
      notActions: all("not_actions"),
      dataActions: all("data_actions"),
      notDataActions: all("not_data_actions"),
      assignableScopes: scopes.length > 0 ? scopes : [String(a.scope)],
    };
  });
  const assignments = stack.ofType("azurerm_role_assignment").map((resource): RoleAssignment => {
    const { role_definition_name: name, role_definition_id: id, ...a } = resolver.attributes(resource);
    const scope = String(a.scope);
    const is = (role: RoleDefinition) => role.name === name || (typeof id === "string" && lastPart(id) === role.id);
    const own = custom.find(is);
    if (own && !own.assignableScopes.some((assignable) => covers(assignable, scope)))
      throw new EmulatorError(
        resource.address,
        `assigns ${own.name} on ${scope}, where it cannot be assigned`,
        `its assignable_scopes: ${own.assignableScopes.join(", ")}`,
      );
    return {
      principalId: String(a.principal_id).toLowerCase(),
      scope,
      role: own ?? builtinRoles.find(is) ?? String(name ?? id),
    };
  });
  return new Access(assignments);
}

/** The GUID of a role's id, which azurerm may follow by `|` and a scope. */
const lastPart = (id: string): string => id.split("|")[0]!.split("/").at(-1)!.toLowerCase();
