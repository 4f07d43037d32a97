import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { storageOf } from "../views/storage";

/** A storage account takes TLS 1.2 and HTTPS only. */
export const storageTls: PolicyCheck = {
  id: "storage-tls",
  title: "A storage account takes TLS 1.2 and HTTPS only",
  why: "older TLS can be read on the way",
  fix: "set min_tls_version to TLS1_2 and https_traffic_only_enabled to true",
  severity: "error",
  mapping: { mcsb: ["DP-3"], like: ["CKV_AZURE_44", "CKV_AZURE_3"] },
  run: (document) =>
    storageOf(document).flatMap(({ resource: { address }, ...storage }) =>
      (isKnown(storage.minimumTls) && !/^TLS1_[23]$/.test(String(storage.minimumTls))) ||
      truth(storage.httpsOnly) === false
        ? [{ address, message: `takes ${truth(storage.httpsOnly) === false ? "plain HTTP" : storage.minimumTls}` }]
        : [],
    ),
};
