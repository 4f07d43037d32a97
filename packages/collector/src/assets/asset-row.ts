import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** The stream of the asset sync. */
export const assetStream = "Custom-AgentAsset";

export type AssetType =
  | "AgentIdentity"
  | "Blueprint"
  | "BlueprintPrincipal"
  | "AgentUser"
  | "ClassicAgent"
  | "ExternalAgent";

/** What is known of one identity: the columns of `AgentAsset_CL` that its hash covers. Null: not known. */
export interface AssetConfig {
  readonly AssetType: AssetType;
  readonly AgentId: string;
  readonly AppId: string | null;
  readonly AgentName: string | null;
  readonly BlueprintId: string | null;
  readonly BlueprintPrincipalId: string | null;
  readonly AccountEnabled: boolean | null;
  readonly ServicePrincipalType: string | null;
  readonly CreatedDateTime: string | null;
  readonly CreatedByAppId: string | null;
  readonly AppOwnerTenantId: string | null;
  readonly SignInAudience: string | null;
  readonly PublisherDomain: string | null;
  readonly VerifiedPublisher: string | null;
  readonly Owners: readonly object[] | null;
  readonly Sponsors: readonly object[] | null;
  readonly OwnerCount: number | null;
  readonly SponsorCount: number | null;
  readonly Tags: readonly string[] | null;
  readonly CustomSecurityAttributes: unknown;
  readonly KeyCredentials: readonly object[] | null;
  readonly PasswordCredentialCount: number | null;
  readonly FederatedCredentials: readonly object[] | null;
  readonly SigningKeys: readonly object[] | null;
  readonly OldestCredentialStart: string | null;
  readonly NextCredentialExpiry: string | null;
  readonly AppRoles: readonly string[] | null;
  readonly DelegatedScopes: readonly string[] | null;
  readonly InheritedAppRoles: readonly string[] | null;
  readonly InheritedScopes: readonly string[] | null;
  readonly DirectoryRoles: readonly string[] | null;
  readonly AzureRoles: readonly string[] | null;
  readonly PrivilegeTier: 0 | 1 | 2 | null;
  readonly RiskLevel: string | null;
  readonly RiskState: string | null;
  readonly LifecycleExpiry: string | null;
  readonly LifecycleState: string | null;
  readonly AgentPlatform: string | null;
  readonly WorkflowResourceIds: readonly string[] | null;
  readonly IsDeleted: boolean;
  readonly AdditionalFields: unknown;
}

/** A row of the stream: the emulator and Azure alike want every column named. */
export interface AssetRow extends AssetConfig {
  readonly TimeGenerated: string;
  readonly SnapshotId: string;
  readonly SnapshotType: "Full" | "Delta";
  readonly ConfigHash: string;
  readonly [column: string]: unknown;
}

/** Nothing known yet. */
const unknown: Omit<AssetConfig, "AssetType" | "AgentId"> = {
  AppId: null,
  AgentName: null,
  BlueprintId: null,
  BlueprintPrincipalId: null,
  AccountEnabled: null,
  ServicePrincipalType: null,
  CreatedDateTime: null,
  CreatedByAppId: null,
  AppOwnerTenantId: null,
  SignInAudience: null,
  PublisherDomain: null,
  VerifiedPublisher: null,
  Owners: null,
  Sponsors: null,
  OwnerCount: null,
  SponsorCount: null,
  Tags: null,
  CustomSecurityAttributes: null,
  KeyCredentials: null,
  PasswordCredentialCount: null,
  FederatedCredentials: null,
  SigningKeys: null,
  OldestCredentialStart: null,
  NextCredentialExpiry: null,
  AppRoles: null,
  DelegatedScopes: null,
  InheritedAppRoles: null,
  InheritedScopes: null,
  DirectoryRoles: null,
  AzureRoles: null,
  PrivilegeTier: null,
  RiskLevel: null,
  RiskState: null,
  LifecycleExpiry: null,
  LifecycleState: null,
  AgentPlatform: null,
  WorkflowResourceIds: null,
  IsDeleted: false,
  AdditionalFields: null,
};

/** An identity with what is known of it. */
export function assetConfig(known: Partial<AssetConfig> & Pick<AssetConfig, "AssetType" | "AgentId">): AssetConfig {
  return { ...unknown, ...known };
}

/** SHA-256 of a configuration in the form of RFC 8785, lower-case hexadecimal. */
export function configHash(config: AssetConfig): string {
  return createHash("sha256").update(canonicalize(config)!).digest("hex");
}

/** When and how a snapshot is taken. */
export interface Snapshot {
  readonly id: string;
  readonly type: "Full" | "Delta";
}

/** A configuration as a row. */
export function assetRow(config: AssetConfig, { id, type }: Snapshot, now: Date): AssetRow {
  return {
    TimeGenerated: now.toISOString(),
    SnapshotId: id,
    SnapshotType: type,
    ...config,
    ConfigHash: configHash(config),
  };
}
