import type { PolicyCheck } from "../check";
import { truth } from "../document/document";
import { storageOf } from "../views/storage";

/** A storage account takes no keys. */
export const storageSharedKey: PolicyCheck = {
  id: "storage-shared-key",
  title: "A storage account takes no keys",
  why: "whoever has the key reads and writes everything, as nobody",
  fix: "set shared_access_key_enabled = false, and use roles",
  severity: "error",
  mapping: { mcsb: ["IM-1"], like: ["CKV2_AZURE_40"] },
  run: (document) =>
    storageOf(document).flatMap(({ resource: { address }, ...storage }) =>
      truth(storage.sharedKeys) === true ? [{ address, message: "takes keys" }] : [],
    ),
};
