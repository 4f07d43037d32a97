import type { PolicyDocument, PolicyResource } from "../document/document";
import { ofType } from "./arm";

/** Scheduled and NRT analytics rules. */
export const rulesOf = (document: PolicyDocument): PolicyResource[] =>
  ofType(document, "azurerm_sentinel_alert_rule_scheduled", "azurerm_sentinel_alert_rule_nrt");

/** An ISO 8601 duration in minutes; undefined for what is none, or is not known. */
export function minutes(value: unknown): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(String(value));
  if (!match || value === "P") return undefined;
  const [, days = 0, hours = 0, rest = 0] = match;
  return Number(days) * 1440 + Number(hours) * 60 + Number(rest);
}
