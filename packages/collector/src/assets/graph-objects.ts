/** A person, group or service principal that owns or sponsors something. */
export interface DirectoryObject {
  readonly id: string;
  readonly "@odata.type"?: string;
  readonly displayName?: string | null;
  readonly userPrincipalName?: string | null;
}

/** A certificate or secret of an application; the secret itself is never read. */
export interface Credential {
  readonly keyId: string;
  readonly displayName?: string | null;
  readonly customKeyIdentifier?: string | null;
  readonly type?: string;
  readonly usage?: string;
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

/** What an application or blueprint looks like, as far as it is read. */
export interface GraphApplication {
  readonly id: string;
  readonly "@odata.type"?: string;
  readonly appId: string;
  readonly displayName?: string;
  readonly createdByAppId?: string | null;
  readonly createdDateTime?: string | null;
  readonly disabledByMicrosoftStatus?: string | null;
  /** deactivated: it gets no tokens in any tenant */
  readonly isDisabled?: boolean | null;
  readonly signInAudience?: string | null;
  readonly publisherDomain?: string | null;
  readonly verifiedPublisher?: { readonly displayName?: string | null } | null;
  readonly keyCredentials?: readonly Credential[];
  readonly passwordCredentials?: readonly Credential[];
  readonly tags?: readonly string[];
}

/** What a service principal of any kind looks like, as far as it is read. */
export interface GraphPrincipal {
  readonly id: string;
  readonly "@odata.type"?: string;
  readonly "@removed"?: { readonly reason: string };
  readonly appId?: string;
  readonly displayName?: string;
  readonly accountEnabled?: boolean;
  readonly agentIdentityBlueprintId?: string;
  readonly appOwnerOrganizationId?: string | null;
  readonly createdByAppId?: string | null;
  readonly createdDateTime?: string | null;
  readonly customSecurityAttributes?: unknown;
  readonly disabledByMicrosoftStatus?: string | null;
  readonly isDisabled?: boolean | null;
  readonly servicePrincipalType?: string;
  readonly signInAudience?: string | null;
  readonly verifiedPublisher?: { readonly displayName?: string | null } | null;
  readonly tags?: readonly string[];
}

/** An agent's user account. */
export interface GraphAgentUser {
  readonly id: string;
  readonly displayName?: string;
  readonly userPrincipalName?: string;
  readonly accountEnabled?: boolean;
  readonly createdDateTime?: string | null;
  readonly identityParentId?: string | null;
}

export interface FederatedCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

export interface AppRoleAssignment {
  readonly appRoleId: string;
  readonly resourceId: string;
}

export interface PermissionGrant {
  readonly scope?: string | null;
  readonly consentType?: string;
}

export interface RiskyAgent {
  readonly id: string;
  readonly riskLevel?: string;
  readonly riskState?: string;
}

/** Properties asked for, so that the rest is never transferred. */
export const selections = {
  agent:
    "id,appId,displayName,accountEnabled,agentIdentityBlueprintId,appOwnerOrganizationId,createdByAppId,createdDateTime,disabledByMicrosoftStatus,isDisabled,servicePrincipalType,tags",
  principal:
    "id,appId,displayName,accountEnabled,appOwnerOrganizationId,createdDateTime,disabledByMicrosoftStatus,isDisabled,servicePrincipalType,signInAudience,verifiedPublisher,tags",
  application:
    "id,appId,displayName,createdByAppId,createdDateTime,disabledByMicrosoftStatus,isDisabled,signInAudience,publisherDomain,verifiedPublisher,keyCredentials,passwordCredentials,tags",
  user: "id,displayName,userPrincipalName,accountEnabled,createdDateTime,identityParentId",
  person: "id,displayName,userPrincipalName",
  attributes: "id,customSecurityAttributes",
} as const;
