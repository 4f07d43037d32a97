import type { PolicyCheck } from "../check";
import { armResources, ofType } from "../views/arm";
import { foundIn } from "./found";

/** Connections of Logic Apps. */
export const connectionCredentials: PolicyCheck = {
  id: "connection-credentials",
  title: "No API connection keeps a credential",
  why: "what a connection keeps can be used by everybody who may use the connection, and is in nobody's rotation",
  fix: "use parameterValueType Alternative with a managed identity, and no parameterValues",
  severity: "error",
  mapping: { mcsb: ["IM-3", "IM-8"] },
  run: (document) => [
    ...armResources(document, "Microsoft.Web/connections").flatMap(({ resource: { address }, properties }) => {
      const named = Object.keys((properties.parameterValues ?? {}) as object);
      if (named.length > 0) return [{ address, message: `keeps ${named.join(", ")}` }];
      // Without either it waits for somebody to sign in.
      const isManaged = properties.parameterValueType === "Alternative" || properties.parameterValueSet !== undefined;
      return isManaged
        ? []
        : [{ address, message: "waits for a person to sign in: it has no parameterValueType Alternative" }];
    }),
    ...foundIn(ofType(document, "azurerm_api_connection"), ({ parameter_values: values }) => {
      const named = Object.keys((values ?? {}) as object);
      return named.length > 0 ? `keeps ${named.join(", ")}` : undefined;
    }),
  ],
};
