import { alertRuleBreaches, countBreaches, queryReachBreaches } from "../../limits";
import type { PolicyCheck } from "../check";
import { blocksOf, isKnown } from "../document/document";
import { ofType } from "../views/arm";
import { rulesOf } from "../views/rules";

/** What Sentinel takes of rules. */
export const ruleLimits: PolicyCheck = {
  id: "rule-limits",
  title: "Rules keep to what Sentinel takes",
  why: "the service refuses or cuts what is beyond, at the apply or at run time, one rule at a time",
  fix: "shorten or split the rule: docs/limits.md lists every limit with its source",
  severity: "error",
  run: (document) => {
    const on = rulesOf(document).filter(({ attributes }) => attributes.enabled !== false);
    const counts = countBreaches({
      scheduledRules: on.filter(({ type }) => type.endsWith("_scheduled")).length,
      nrtRules: on.filter(({ type }) => type.endsWith("_nrt")).length,
      automationRules: ofType(document, "azurerm_sentinel_automation_rule").length,
    });
    return [
      ...counts.map(({ message }) => ({ address: on[0]!.address, message })),
      ...rulesOf(document).flatMap(({ address, type, attributes: rule }) =>
        [
          ...alertRuleBreaches({
            kind: type.endsWith("_nrt") ? "NRT" : "Scheduled",
            ...(isKnown(rule.display_name) ? { displayName: String(rule.display_name) } : {}),
            ...(isKnown(rule.query) ? { query: String(rule.query) } : {}),
            techniques: (rule.techniques ?? []) as string[],
            entityMappings: blocksOf(rule.entity_mapping).map((mapping) => ({
              entityType: String(mapping.entity_type),
              fieldMappings: blocksOf(mapping.field_mapping).map((field) => ({
                identifier: String(field.identifier),
                columnName: String(field.column_name),
              })),
            })),
            customDetails: (rule.custom_details ?? {}) as Record<string, string>,
          }),
          // Other workspaces are another check's.
          ...(isKnown(rule.query)
            ? queryReachBreaches(String(rule.query)).filter(({ limit }) => limit !== "rule/cross-workspace")
            : []),
        ].map(({ message }) => ({ address, message })),
      ),
    ];
  },
};
