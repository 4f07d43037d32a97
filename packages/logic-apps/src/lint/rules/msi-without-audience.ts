import { isObject } from "../../values/value";
import { isType } from "../model";
import { inputsOf } from "../requests";
import type { LintRule } from "../rule";

export const msiWithoutAudience: LintRule = {
  code: "msi-without-audience",
  severity: "warning",
  message: "without an audience the token is for Azure Resource Manager, whatever the address",
  fix: 'add "audience", such as "https://graph.microsoft.com"',
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "Http"))) {
      const { authentication } = inputsOf(site);
      if (
        isObject(authentication) &&
        authentication.type === "ManagedServiceIdentity" &&
        authentication.audience === undefined
      )
        yield {
          place: model.workflow.place([...site.path, "inputs", "authentication"]),
          message: `"${site.name}" uses the managed identity without an audience`,
        };
    }
  },
};
