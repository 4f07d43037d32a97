import type { ExternalAgent } from "../external-agent";
import { type AssetConfig, assetConfig } from "./asset-row";

/** An agent that Entra does not know, as the tenant's file has it. */
export function externalConfig(agent: ExternalAgent, signingKeys: readonly object[]): AssetConfig {
  const { id, name, platform, owner, enabled = true, privilegeTier = 2, created, expires } = agent;
  const { nativeId, environment, repository, imageDigest } = agent;
  const more = { nativeId, environment, repository, imageDigest };
  const known = Object.entries(more).filter(([, value]) => value !== undefined);
  return assetConfig({
    AssetType: "ExternalAgent",
    AgentId: id.toLowerCase(),
    AgentName: name,
    AccountEnabled: enabled,
    CreatedDateTime: created === undefined ? null : `${created}T00:00:00.000Z`,
    Owners: [{ userPrincipalName: owner }],
    OwnerCount: 1,
    SigningKeys: signingKeys,
    PrivilegeTier: privilegeTier as AssetConfig["PrivilegeTier"],
    LifecycleExpiry: expires === undefined ? null : `${expires}T00:00:00.000Z`,
    LifecycleState: enabled ? "Active" : "Disabled",
    AgentPlatform: platform,
    AdditionalFields: known.length > 0 ? Object.fromEntries(known) : null,
  });
}
