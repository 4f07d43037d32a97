export { cacheFolder } from "./cache-folder";
export { codeVersion } from "./code-version";
export { ofThisProcess } from "./of-this-process";
export { WorkCache, type WorkKind } from "./work-cache";
