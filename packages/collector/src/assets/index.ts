export { AssetSync } from "./sync";
export type { AssetSyncOptions, AssetSyncReport } from "./sync-options";
