import { isType } from "../model";
import { addressOf, secures } from "../requests";
import type { LintRule } from "../rule";

const secretPath = /vault\.(azure|usgovcloudapi|azure\.cn)[\s\S]*\/secrets\/|^\/secrets\/[\s\S]*\/value$/i;

export const keyVaultSecret: LintRule = {
  code: "keyvault-secret-in-run-history",
  severity: "warning",
  message: "the secret is kept in clear text in the run history",
  fix: 'set runtimeConfiguration.secureData.properties to ["inputs", "outputs"]',
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "Http", "ApiConnection")))
      if (secretPath.test(addressOf(site, model.definition)) && !secures(site, "outputs"))
        yield { place: model.placeOf(site), message: `"${site.name}" reads a secret without securing its outputs` };
  },
};
