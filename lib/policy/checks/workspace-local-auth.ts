import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Keys of a workspace. */
export const workspaceLocalAuth: PolicyCheck = {
  id: "workspace-local-auth",
  title: "A workspace takes no keys",
  why: "whoever has a workspace's key writes rows as anybody, for ever: keys name nobody and do not expire",
  fix: "set local_authentication_enabled = false",
  severity: "error",
  mapping: { mcsb: ["IM-1"] },
  run: (document) =>
    foundIn(
      ofType(document, "azurerm_log_analytics_workspace"),
      ({ local_authentication_enabled: on, local_authentication_disabled: off }) => {
        if (truth(on) === false || truth(off) === true) return undefined;
        if (on !== undefined && !isKnown(on)) return undefined;
        return "takes keys: local_authentication_enabled is not false";
      },
    ),
};
