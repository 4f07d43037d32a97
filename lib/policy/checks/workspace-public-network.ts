import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** A workspace that answers on private links only. */
export const workspacePublicNetwork: PolicyCheck = {
  id: "workspace-public-network",
  title: "A private workspace answers private endpoints only",
  why: "whoever steals a token can read and write from anywhere on the internet",
  fix: "set internet_ingestion_enabled and internet_query_enabled to false, and reach it through an Azure Monitor private link scope",
  severity: "error",
  mapping: { mcsb: ["NS-2"] },
  profile: "private",
  run: (document) =>
    foundIn(ofType(document, "azurerm_log_analytics_workspace"), (workspace) => {
      const open = ["internet_ingestion_enabled", "internet_query_enabled"].filter(
        (name) => truth(workspace[name]) !== false && (workspace[name] === undefined || isKnown(workspace[name])),
      );
      return open.length > 0 ? `${open.join(" and ")} ${open.length > 1 ? "are" : "is"} not false` : undefined;
    }),
};
