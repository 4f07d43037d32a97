import type { AssetConfig } from "./asset-row";
import type { Grants } from "./grants";
import type { GraphApplication, GraphPrincipal } from "./graph-objects";
import { lifecycleState } from "./identity-facts";
import { privilegeTier } from "./privilege";

/** What a service principal says of itself. */
export function principalColumns(principal: GraphPrincipal): Partial<AssetConfig> {
  return {
    AgentName: principal.displayName ?? null,
    AccountEnabled: enabled(principal.accountEnabled, principal),
    ServicePrincipalType: principal.servicePrincipalType ?? null,
    CreatedDateTime: principal.createdDateTime ?? null,
    ...(principal.createdByAppId ? { CreatedByAppId: principal.createdByAppId } : {}),
    AppOwnerTenantId: principal.appOwnerOrganizationId ?? null,
    ...(principal.signInAudience ? { SignInAudience: principal.signInAudience } : {}),
    ...(principal.verifiedPublisher?.displayName ? { VerifiedPublisher: principal.verifiedPublisher.displayName } : {}),
    Tags: [...(principal.tags ?? [])].sort(),
    LifecycleState: lifecycleState(principal),
  };
}

/** What an application says of itself. */
export function applicationColumns(application: GraphApplication): Partial<AssetConfig> {
  return {
    CreatedByAppId: application.createdByAppId ?? null,
    CreatedDateTime: application.createdDateTime ?? null,
    SignInAudience: application.signInAudience ?? null,
    PublisherDomain: application.publisherDomain ?? null,
    VerifiedPublisher: application.verifiedPublisher?.displayName ?? "",
    Tags: [...(application.tags ?? [])].sort(),
  };
}

/** What an identity may do. */
export function grantColumns(
  { roles, scopes }: Grants,
  directoryRoles: readonly string[] | null,
): Partial<AssetConfig> {
  return {
    AppRoles: roles,
    DelegatedScopes: scopes,
    PrivilegeTier: tierOf([roles], directoryRoles),
  };
}

/** How far roles reach; null when app roles may not be read. */
export function tierOf(appRoles: readonly (readonly string[] | null)[], directoryRoles: readonly string[] | null) {
  const known = appRoles.flatMap((roles) => (roles ? [roles] : []));
  if (known.length < appRoles.length) return null;
  return privilegeTier({ appRoles: known.flat(), directoryRoles: directoryRoles ?? [] });
}

/** An agent that is its blueprint's only one shares its application id, and the blueprint may have no principal. */
export function isSingleInstance({ id, appId, agentIdentityBlueprintId }: GraphPrincipal): boolean {
  const same = appId?.toLowerCase() === agentIdentityBlueprintId?.toLowerCase();
  return same && appId !== undefined && appId.toLowerCase() !== id.toLowerCase();
}

/** Whether an account may sign in; null when nobody says. */
export function enabled(accountEnabled: boolean | undefined, ...objects: readonly { isDisabled?: boolean | null }[]) {
  return objects.some(({ isDisabled }) => isDisabled) ? false : (accountEnabled ?? null);
}
