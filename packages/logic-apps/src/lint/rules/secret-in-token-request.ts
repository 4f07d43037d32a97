import { isType } from "../model";
import { addressOf, inputsOf } from "../requests";
import type { LintRule } from "../rule";

export const secretInTokenRequest: LintRule = {
  code: "secret-in-http-token-request",
  severity: "warning",
  message: "the workflow asks for a token with a secret of its own",
  fix: "use ManagedServiceIdentity on the request that needs the token",
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "Http"))) {
      const asks = /\/oauth2\/(v2\.0\/)?token/i.test(addressOf(site, model.definition));
      if (asks && /client_secret|password/i.test(JSON.stringify(inputsOf(site).body ?? "")))
        yield { place: model.placeOf(site), message: `"${site.name}" sends a secret to a token endpoint` };
    }
  },
};
