export { AssetSync, type AssetSyncOptions, type AssetSyncReport } from "./sync";
