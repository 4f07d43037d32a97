/** Which application permission of Microsoft Graph a request needs, at least. First match counts. */
const needed: readonly (readonly [RegExp, string])[] = [
  [/customSecurityAttributes/, "CustomSecAttributeAssignment.Read.All"],
  [/^\/?identityProtection\/riskyAgents/, "IdentityRiskyAgent.Read.All"],
  [/^\/?roleManagement\/directory\//, "RoleManagement.Read.Directory"],
  [/^\/?groups\/[^/]+\/members/, "GroupMember.Read.All"],
  [/(inheritedO|o)auth2PermissionGrants/, "Directory.Read.All"],
  [/inherited\w+$/, "Application.Read.All"],
  [/microsoft\.graph\.agentIdentityBlueprintPrincipal/, "AgentIdentityBlueprintPrincipal.Read.All"],
  [/microsoft\.graph\.agentIdentityBlueprint/, "AgentIdentityBlueprint.Read.All"],
  [/microsoft\.graph\.agentIdentity/, "AgentIdentity.Read.All"],
  [/microsoft\.graph\.agentUser/, "User.Read.All"],
  [/^\/?(servicePrincipals|applications)\b/, "Application.Read.All"],
];

/**
 * The least application permission for a request.
 * @param path without version, such as `servicePrincipals/{id}/owners`
 */
export function permissionFor(path: string): string {
  return needed.find(([pattern]) => pattern.test(path))?.[1] ?? "Directory.Read.All";
}

/** Application permissions of the identity that reads assets; the optional ones may be left out, at the price of empty columns. */
export const assetPermissions = {
  required: [
    "AgentIdentity.Read.All",
    "AgentIdentityBlueprint.Read.All",
    "AgentIdentityBlueprintPrincipal.Read.All",
    "Application.Read.All",
  ],
  optional: [
    "CustomSecAttributeAssignment.Read.All",
    "Directory.Read.All",
    "GroupMember.Read.All",
    "IdentityRiskyAgent.Read.All",
    "RoleManagement.Read.Directory",
    "User.Read.All",
  ],
} as const;
