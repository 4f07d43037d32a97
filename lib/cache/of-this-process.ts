import { WorkCache } from "./work-cache";

/** Work of this process, for those who bring no cache. */
export const ofThisProcess = new WorkCache();
