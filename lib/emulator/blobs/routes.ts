import { blobOperations as blob, type Work } from "./blob-operations";
import { containerOperations as container, serviceOperations as service } from "./container-operations";
import type { BlobReply } from "./request";

/** What a request is, and what it takes to be allowed: one of the actions, below those on containers. */
export interface BlobRoute {
  readonly action: readonly string[];
  readonly run: (work: Work) => BlobReply;
}

const read = ["blobs/read"];
const write = ["blobs/write"];

/** By method, what it is about, and `comp`: https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-blob-service-operations */
export const blobRoutes: Readonly<Record<string, BlobRoute>> = {
  "GET service list": { action: ["read"], run: service.list },
  "GET service properties": { action: ["read"], run: service.properties },
  "GET container": { action: ["read"], run: container.get },
  "HEAD container": { action: ["read"], run: container.get },
  "GET container metadata": { action: ["read"], run: container.get },
  "HEAD container metadata": { action: ["read"], run: container.get },
  "PUT container": { action: ["write"], run: container.put },
  "PUT container metadata": { action: ["write"], run: container.setMetadata },
  "DELETE container": { action: ["delete"], run: container.delete },
  "GET container list": { action: read, run: container.list },
  "GET blob": { action: read, run: blob.get },
  "HEAD blob": { action: read, run: blob.head },
  "GET blob metadata": { action: read, run: blob.getMetadata },
  "HEAD blob metadata": { action: read, run: blob.getMetadata },
  "PUT blob": { action: ["blobs/write", "blobs/add/action"], run: blob.put },
  "PUT blob block": { action: write, run: blob.putBlock },
  "PUT blob blocklist": { action: write, run: blob.putBlockList },
  "PUT blob properties": { action: write, run: blob.setProperties },
  "PUT blob metadata": { action: write, run: blob.setMetadata },
  "PUT blob tier": { action: write, run: blob.setTier },
  "DELETE blob": { action: ["blobs/delete"], run: blob.delete },
};
