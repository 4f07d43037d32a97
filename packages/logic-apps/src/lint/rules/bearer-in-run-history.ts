import { isObject } from "../../values/value";
import { inputsOf, secures } from "../requests";
import type { LintRule } from "../rule";

const secretHeader = /^(authorization|x-api-key|api-key|x-functions-key|ocp-apim-subscription-key)$/i;

export const bearerInRunHistory: LintRule = {
  code: "bearer-in-run-history",
  severity: "warning",
  message: "the header is kept in clear text in the run history",
  fix: 'set runtimeConfiguration.secureData.properties to ["inputs"], or use ManagedServiceIdentity',
  *check(model) {
    for (const site of model.actions) {
      const { headers } = inputsOf(site);
      if (secures(site, "inputs")) continue;
      for (const name of Object.keys(isObject(headers) ? headers : {}))
        if (secretHeader.test(name))
          yield {
            place: model.workflow.keyPlace([...site.path, "inputs", "headers", name]),
            message: `"${site.name}" sends ${name}, which stays readable in the run history`,
          };
    }
  },
};
