import type { PolicyCheck } from "../check";
import { isKnown } from "../document/document";
import { storageOf } from "../views/storage";

/** A private storage account answers networks that it names. */
export const storageFirewall: PolicyCheck = {
  id: "storage-firewall",
  title: "A private storage account answers networks that it names",
  why: "a stolen token reads from anywhere",
  fix: "set network_rules.default_action to Deny",
  severity: "error",
  mapping: { mcsb: ["NS-2"], like: ["CKV_AZURE_35"] },
  profile: "private",
  run: (document) =>
    storageOf(document).flatMap(({ resource: { address }, ...storage }) =>
      isKnown(storage.defaultAction) && String(storage.defaultAction) !== "Deny"
        ? [{ address, message: "answers every network" }]
        : [],
    ),
};
