import { type AlertRule, alertRuleBreaches, countBreaches, queryReachBreaches } from "../../../../../limits";
import { attributesOf } from "../../../../terraform/applied";
import { Stack } from "../../../../terraform/stack";
import { readRules } from "../../../../workspace/read-rules";
import { resolverOf } from "../../../../workspace/read-workspace";
import type { KindContext, ResourceKind } from "../../kind";
import { contained } from "../../place";
import { checkQuery } from "../../query-check";
import { refusals } from "../../refusals";
import type { Resource } from "../../resource";
import { needSentinel, ofSentinel, workspaceOf } from "./onboarding";

/** How long an id rests after its rule was deleted. */
const rest = 86_400_000;
const type = "Microsoft.SecurityInsights/alertRules";
const ofQueries = ["Scheduled", "NRT"];
const others = ["Fusion", "MLBehaviorAnalytics", "MicrosoftSecurityIncidentCreation", "ThreatIntelligence"];

/** https://learn.microsoft.com/rest/api/securityinsights/alert-rules */
export const alertRules: ResourceKind = {
  ...ofSentinel,
  type,
  since: "2019-01-01-preview",
  check: (rule, context, before) => {
    needSentinel(rule, context);
    const { kind = "" } = rule;
    if (![...ofQueries, ...others].includes(kind))
      throw refusals.invalid(
        `The kind '${kind}' of alert rule is not supported. Use ${[...ofQueries, ...others].join(", ")}.`,
      );
    if (before && before.kind !== kind) throw refusals.kindChanged(rule.name, String(before.kind), kind);
    if (!before) checkNew(rule, context);
    if (!ofQueries.includes(kind)) return;
    checkReadable(rule);
    const query = String(rule.properties.query ?? "");
    const [breach] = [
      ...alertRuleBreaches({ ...rule.properties, kind: kind as AlertRule["kind"] }),
      ...queryReachBreaches(query),
    ];
    if (breach) throw refusals.beyondLimit(breach);
    checkQuery(query, rule, context, refusals.queryFails);
  },
  fill: (_rule, { now }) => ({ lastModifiedUtc: now.toISOString() }),
  deleting: ({ resource }, { store, now }) => store.bury({ id: resource.id, type, at: now.getTime() }),
};

function checkNew(rule: Resource, context: KindContext): void {
  const { store, now } = context;
  const isThis = ({ id }: { readonly id: string }): boolean => id.toLowerCase() === rule.id.toLowerCase();
  if (store.buried(type).some((gone) => isThis(gone) && now.getTime() - gone.at < rest))
    throw refusals.recentlyDeleted(rule.name);
  const all = contained(store, alertRules, workspaceOf(rule.id)).map(({ resource }) => resource);
  const enabled = (kind: string) =>
    [...all, rule].filter((one) => one.kind === kind && one.properties.enabled !== false).length;
  const [breach] = countBreaches({ scheduledRules: enabled("Scheduled"), nrtRules: enabled("NRT") });
  if (breach) throw refusals.beyondLimit({ ...breach, path: [] });
}

/** Values that no rule can have are found by who reads rules. @throws EmulatorError */
function checkReadable(rule: Resource): void {
  const written = attributesOf(rule)!;
  const { id: address } = rule;
  const stack = new Stack(address, [{ ...written, name: address, address }]);
  readRules(stack, resolverOf(stack));
}
