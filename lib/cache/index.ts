export { cacheFolder } from "./cache-folder";
export { ofThisProcess } from "./of-this-process";
export { WorkCache, type WorkKind } from "./work-cache";
