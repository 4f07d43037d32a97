import { automationRuleBreaches, countBreaches } from "../../../../../limits";
import { covers } from "../../../../access";
import type { KindContext, ResourceKind } from "../../kind";
import { contained } from "../../place";
import { refusals } from "../../refusals";
import { part, parts } from "../../resource";
import { needSentinel, ofSentinel, workspaceOf } from "./onboarding";

/** Microsoft Sentinel Automation Contributor, which Sentinel itself needs on the group of a playbook that it runs. */
const automationContributor = "f4c81013-99ee-4d62-a7ee-b3f1f648599a";

/** https://learn.microsoft.com/rest/api/securityinsights/automation-rules */
export const automationRules: ResourceKind = {
  ...ofSentinel,
  type: "Microsoft.SecurityInsights/automationRules",
  since: "2019-01-01-preview",
  check: (rule, context, before) => {
    needSentinel(rule, context);
    const [breach] = automationRuleBreaches(rule.properties);
    if (breach) throw refusals.beyondLimit(breach);
    if (!before) {
      const count = contained(context.store, automationRules, workspaceOf(rule.id)).length + 1;
      const [tooMany] = countBreaches({ automationRules: count });
      if (tooMany) throw refusals.beyondLimit({ ...tooMany, path: [] });
    }
    for (const action of parts(rule.properties, "actions"))
      if (action.actionType === "RunPlaybook")
        checkPlaybook(String(part(action, "actionConfiguration").logicAppResourceId), context);
  },
  fill: (_rule, { now }, before) => ({
    lastModifiedTimeUtc: now.toISOString(),
    createdTimeUtc: before?.properties.createdTimeUtc ?? now.toISOString(),
  }),
};

/** A playbook has to be there, and Sentinel has to be allowed to run it. */
function checkPlaybook(playbook: string, { store, now, settings }: KindContext): void {
  if (!store.get(playbook)) throw refusals.unknownPlaybook(playbook);
  const inForce = store.ofType("Microsoft.Authorization/roleAssignments").some(({ resource, madeAt }) => {
    const { scope, roleDefinitionId } = resource.properties;
    const isIt = String(roleDefinitionId).toLowerCase().endsWith(automationContributor);
    return isIt && covers(String(scope), playbook) && now.getTime() - madeAt >= settings.settling;
  });
  if (!inForce) throw refusals.playbookNotAllowed(playbook);
}
