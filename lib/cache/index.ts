export { cacheFolder } from "./cache-folder";
export { codeVersion } from "./code-version";
export { WorkCache, type WorkKind } from "./work-cache";
