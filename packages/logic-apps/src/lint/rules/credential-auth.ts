import { isObject } from "../../values/value";
import { inputsOf } from "../requests";
import type { LintRule } from "../rule";

const kinds = ["ActiveDirectoryOAuth", "Basic", "ClientCertificate", "Raw"];

export const credentialAuth: LintRule = {
  code: "credential-auth",
  severity: "warning",
  message: "the request authenticates with a stored credential",
  fix: "use ManagedServiceIdentity",
  *check(model) {
    for (const site of model.actions) {
      const { authentication } = inputsOf(site);
      if (isObject(authentication) && kinds.includes(String(authentication.type)))
        yield {
          place: model.workflow.place([...site.path, "inputs", "authentication"]),
          message: `"${site.name}" authenticates with ${authentication.type}`,
        };
    }
  },
};
