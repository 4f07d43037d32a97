export { cacheFolder } from "./cache-folder";
export { WorkCache, type WorkKind } from "./work-cache";
