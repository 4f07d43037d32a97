import type { ActionSite } from "../../definition/walk";
import { isType, type LintModel } from "../model";
import { changesOf } from "../requests";
import type { LintRule } from "../rule";
import { upstreamOf } from "../upstream";

export const changeUngated: LintRule = {
  code: "change-without-approval",
  severity: "warning",
  message: "the workflow changes a directory or resource whenever it starts",
  fix: "put the call under a condition that depends on an approval, a parameter or the state found",
  *check(model) {
    for (const site of changesOf(model))
      if (!isGated(site, model))
        yield {
          place: model.placeOf(site),
          message: `"${site.name}" changes something, and no condition or approval stands before it`,
        };
  },
};

function isGated(site: ActionSite, model: LintModel): boolean {
  if (site.ancestors.some((holder) => isType(holder, "If", "Switch"))) return true;
  return [...upstreamOf(site)].some((name) => isType(model.action(name)!, "ApiConnectionWebhook", "HttpWebhook"));
}
