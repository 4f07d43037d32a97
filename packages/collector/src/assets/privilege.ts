/** Application permissions that lead to control of the tenant: who has one can give itself the others. */
const tenantWide = new Set([
  "AdministrativeUnit.ReadWrite.All",
  "AgentIdentityBlueprint.AddRemoveCreds.All",
  "AgentIdentityBlueprint.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "Application.ReadWrite.All",
  "ConsentRequest.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "DeviceManagementConfiguration.ReadWrite.All",
  "DeviceManagementRBAC.ReadWrite.All",
  "Directory.ReadWrite.All",
  "Domain.ReadWrite.All",
  "EntitlementManagement.ReadWrite.All",
  "Group.ReadWrite.All",
  "GroupMember.ReadWrite.All",
  "Organization.ReadWrite.All",
  "Policy.ReadWrite.AuthenticationMethod",
  "Policy.ReadWrite.ConditionalAccess",
  "Policy.ReadWrite.PermissionGrant",
  "PrivilegedAccess.ReadWrite.AzureAD",
  "PrivilegedAccess.ReadWrite.AzureADGroup",
  "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup",
  "RoleAssignmentSchedule.ReadWrite.Directory",
  "RoleEligibilitySchedule.ReadWrite.Directory",
  "RoleManagement.ReadWrite.Directory",
  "RoleManagementPolicy.ReadWrite.Directory",
  "User-PasswordProfile.ReadWrite.All",
  "UserAuthenticationMethod.ReadWrite.All",
]);

/** Entra roles that lead to control of the tenant. */
const tenantWideRoles = new Set([
  "AI Administrator",
  "Agent ID Administrator",
  "Application Administrator",
  "Cloud Application Administrator",
  "Conditional Access Administrator",
  "Global Administrator",
  "Hybrid Identity Administrator",
  "Intune Administrator",
  "Partner Tier2 Support",
  "Privileged Authentication Administrator",
  "Privileged Role Administrator",
  "Security Administrator",
  "User Administrator",
]);

/** Permissions over a whole service that do not say so by their name. */
const serviceWide = new Set([
  "Exchange.ManageAsApp",
  "Mail.ReadWrite",
  "Mail.Send",
  "MailboxSettings.ReadWrite",
  "full_access_as_app",
]);
const serviceWideName = /\.(FullControl|Manage|ReadWrite|EnableDisable|Create|Delete)(\.[A-Za-z]+)*$/;

/** Entra roles that only look. */
const readingRoles = new Set([
  "Directory Readers",
  "Global Reader",
  "Message Center Reader",
  "Reports Reader",
  "Security Reader",
]);

/** What an identity may do, by the names of its roles. */
export interface Privileges {
  /** its own and inherited ones */
  readonly appRoles: readonly string[];
  readonly directoryRoles: readonly string[];
}

/**
 * 0 for control of the tenant, 1 for control of a service, 2 for everything else. Application permissions and Entra roles
 * count; delegated scopes do not, for they end where the person's rights end.
 */
export function privilegeTier({ appRoles, directoryRoles }: Privileges): 0 | 1 | 2 {
  if (appRoles.some((role) => tenantWide.has(role)) || directoryRoles.some((role) => tenantWideRoles.has(role)))
    return 0;
  const controls = appRoles.some(
    (role) => serviceWide.has(role) || (serviceWideName.test(role) && role.endsWith(".All")),
  );
  return controls || directoryRoles.some((role) => !readingRoles.has(role)) ? 1 : 2;
}
