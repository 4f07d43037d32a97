import { type AssetConfig, type AssetType, assetConfig } from "./asset-row";
import type { KnownAsset } from "./state";

/** The last row of an identity: it is there no more. */
export function goneConfig(id: string, { type, name, appId, blueprintId }: KnownAsset): AssetConfig {
  return assetConfig({
    AssetType: type satisfies AssetType,
    AgentId: id,
    AppId: appId,
    AgentName: name,
    BlueprintId: blueprintId,
    LifecycleState: "Deleted",
    IsDeleted: true,
  });
}
