import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";

/** A built-in role: assignments give its name, or a definition id that ends with its GUID. */
export interface Role {
  readonly name: string;
  readonly id: string;
}

/**
 * Object ids of the principals that hold a role on a resource, on it alone or on a scope around it.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function readGrants(stack: Stack, resolver: Resolver, role: Role, armId: string): string[] {
  const principals = stack
    .ofType("azurerm_role_assignment")
    .map((resource) => resolver.attributes(resource))
    .filter((assignment) => grants(assignment, role) && covers(String(assignment.scope), armId))
    .map((assignment) => String(assignment.principal_id).toLowerCase());
  return [...new Set(principals)];
}

function grants({ role_definition_name: name, role_definition_id: id }: Record<string, unknown>, role: Role): boolean {
  return name === role.name || (typeof id === "string" && id.toLowerCase().endsWith(`/${role.id}`));
}

function covers(scope: string, armId: string): boolean {
  return `${armId}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
}
