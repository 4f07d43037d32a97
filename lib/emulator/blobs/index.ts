export { BlobService } from "./blob-service";
export { BlobStore } from "./blob-store";
