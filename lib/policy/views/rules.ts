import { parseDuration } from "@sentinel-agent-identities/clock";
import type { PolicyDocument, PolicyResource } from "../document/document";
import { ofType } from "./arm";

/** Scheduled and NRT analytics rules. */
export const rulesOf = (document: PolicyDocument): PolicyResource[] =>
  ofType(document, "azurerm_sentinel_alert_rule_scheduled", "azurerm_sentinel_alert_rule_nrt");

/** An ISO 8601 duration in minutes; undefined for what is none, or is not known. */
export function minutes(value: unknown): number | undefined {
  const milliseconds = parseDuration(String(value));
  return milliseconds === undefined ? undefined : milliseconds / 60_000;
}
