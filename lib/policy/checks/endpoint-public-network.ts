import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Endpoints of data collection. */
export const endpointPublicNetwork: PolicyCheck = {
  id: "endpoint-public-network",
  title: "A private data collection endpoint answers private endpoints only",
  why: "a stolen token of a sender writes false rows from anywhere",
  fix: "set public_network_access_enabled = false, and reach it through an Azure Monitor private link scope",
  severity: "error",
  mapping: { mcsb: ["NS-2"] },
  profile: "private",
  run: (document) =>
    foundIn(ofType(document, "azurerm_monitor_data_collection_endpoint"), ({ public_network_access_enabled: open }) =>
      truth(open) === false || (open !== undefined && !isKnown(open)) ? undefined : "answers the whole internet",
    ),
};
