export { type AssetRow, assetStream } from "./asset-row";
export { privilegeTier } from "./privilege";
export { AssetSync, type AssetSyncOptions, type AssetSyncReport } from "./sync";
