import type { PolicyCheck } from "../check";
import { truth } from "../document/document";
import { storageOf } from "../views/storage";

/** No blob is open to everybody. */
export const storagePublicBlob: PolicyCheck = {
  id: "storage-public-blob",
  title: "No blob is open to everybody",
  why: "one container that somebody opens shows a state or a package to the internet",
  fix: "set allow_nested_items_to_be_public = false",
  severity: "error",
  mapping: { mcsb: ["DP-8"], like: ["CKV_AZURE_190", "CKV_AZURE_59"] },
  run: (document) =>
    storageOf(document).flatMap(({ resource: { address }, ...storage }) =>
      truth(storage.publicBlobs) === true ? [{ address, message: "lets containers be opened to everybody" }] : [],
    ),
};
