import type { PolicyCheck } from "../check";
import { backendEntra } from "./backend-entra";
import { connectionCredentials } from "./connection-credentials";
import { delegationRoles } from "./delegation-roles";
import { delegationStanding } from "./delegation-standing";
import { endpointPublicNetwork } from "./endpoint-public-network";
import { graphPermissions } from "./graph-permissions";
import { ingestionRoleScope } from "./ingestion-role-scope";
import { noSecrets } from "./no-secrets";
import { onboardingFirst } from "./onboarding-first";
import { preventDestroy } from "./prevent-destroy";
import { requiredTags } from "./required-tags";
import { roleBroad } from "./role-broad";
import { rolePrincipalType } from "./role-principal-type";
import { ruleCrossWorkspace } from "./rule-cross-workspace";
import { ruleLimits } from "./rule-limits";
import { rulePeriod } from "./rule-period";
import { ruleQuery } from "./rule-query";
import { ruleStableId } from "./rule-stable-id";
import { ruleTactics } from "./rule-tactics";
import { secretColumns } from "./secret-columns";
import { sentinelDiagnostics } from "./sentinel-diagnostics";
import { stateOwn } from "./state-own";
import { storageFirewall } from "./storage-firewall";
import { storagePublicBlob } from "./storage-public-blob";
import { storageSharedKey } from "./storage-shared-key";
import { storageTls } from "./storage-tls";
import { transformColumns } from "./transform-columns";
import { transformLanguage } from "./transform-language";
import { vaultFirewall } from "./vault-firewall";
import { vaultPublicAccess } from "./vault-public-access";
import { vaultPurgeProtection } from "./vault-purge-protection";
import { vaultRbac } from "./vault-rbac";
import { vaultSecretExpiry } from "./vault-secret-expiry";
import { vaultSoftDelete } from "./vault-soft-delete";
import { versionsPinned } from "./versions-pinned";
import { workflowDiagnostics } from "./workflow-diagnostics";
import { workflowDryRun } from "./workflow-dry-run";
import { workflowFailure } from "./workflow-failure";
import { workflowIdentity } from "./workflow-identity";
import { workflowOpenTrigger } from "./workflow-open-trigger";
import { workflowPlainHttp } from "./workflow-plain-http";
import { workflowSecureData } from "./workflow-secure-data";
import { workspaceDailyQuota } from "./workspace-daily-quota";
import { workspaceLocalAuth } from "./workspace-local-auth";
import { workspacePublicNetwork } from "./workspace-public-network";
import { workspaceRetention } from "./workspace-retention";

/** The checks of this package, in the order in which they are told. */
export const policyChecks: readonly PolicyCheck[] = [
  workspaceLocalAuth,
  workspaceRetention,
  workspaceDailyQuota,
  preventDestroy,
  onboardingFirst,
  workspacePublicNetwork,
  sentinelDiagnostics,
  ingestionRoleScope,
  endpointPublicNetwork,
  transformLanguage,
  transformColumns,
  secretColumns,
  ruleLimits,
  ruleStableId,
  ruleQuery,
  rulePeriod,
  ruleTactics,
  ruleCrossWorkspace,
  workflowIdentity,
  connectionCredentials,
  workflowOpenTrigger,
  workflowSecureData,
  workflowDryRun,
  workflowFailure,
  workflowPlainHttp,
  workflowDiagnostics,
  graphPermissions,
  vaultPurgeProtection,
  vaultSoftDelete,
  vaultFirewall,
  vaultPublicAccess,
  vaultRbac,
  vaultSecretExpiry,
  backendEntra,
  stateOwn,
  storageTls,
  storagePublicBlob,
  storageSharedKey,
  storageFirewall,
  roleBroad,
  rolePrincipalType,
  delegationRoles,
  delegationStanding,
  noSecrets,
  requiredTags,
  versionsPinned,
];
