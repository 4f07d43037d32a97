import { isType } from "../model";
import type { LintRule } from "../rule";

export const approvalWithoutTimeout: LintRule = {
  code: "approval-without-timeout",
  severity: "warning",
  message: "an answer that never comes holds the run for 90 days",
  fix: 'add "limit": {"timeout": "PT4H"}, and handle TimedOut',
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "ApiConnectionWebhook", "HttpWebhook")))
      if (site.action.limit?.timeout === undefined)
        yield { place: model.placeOf(site), message: `"${site.name}" waits for an answer without a limit` };
  },
};
