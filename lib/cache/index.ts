export { cacheFolder } from "./cache-folder";
export { digest } from "./digest";
export { WorkCache, type WorkKind } from "./work-cache";
