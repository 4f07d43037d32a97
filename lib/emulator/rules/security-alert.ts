import type { InputRow, InputSource } from "../ingestion/input-row";
import type { Alert } from "./alert";

/** Table of alerts. */
export const alertTable = "SecurityAlert";

/**
 * Alerts as rows of SecurityAlert, where analytics rules of the workspace leave them.
 * @see https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts (ExtendedProperties["Custom Details"])
 */
export function securityAlerts(alerts: readonly Alert[]): InputSource {
  return { target: alertTable, file: "alerts", free: true, rows: () => rowsOf(alerts) };
}

async function* rowsOf(alerts: readonly Alert[]): AsyncIterable<InputRow> {
  for (const alert of alerts) {
    const data = rowOf(alert);
    yield { data, place: `alert ${alert.systemAlertId}`, bytes: JSON.stringify(data).length };
  }
}

const rowOf = (alert: Alert): Record<string, unknown> => ({
  TimeGenerated: alert.timeGenerated,
  SystemAlertId: alert.systemAlertId,
  AlertName: alert.title,
  DisplayName: alert.title,
  Description: alert.description,
  AlertSeverity: alert.severity,
  AlertType: alert.ruleId,
  StartTime: alert.startTime,
  EndTime: alert.endTime,
  ProcessingEndTime: alert.timeGenerated,
  ProviderName: alert.provider,
  ProductName: alert.product,
  VendorName: "Microsoft",
  Status: "New",
  Tactics: alert.tactics.join(", "),
  Techniques: JSON.stringify(alert.techniques),
  Entities: JSON.stringify(alert.entities),
  ExtendedProperties: JSON.stringify({
    "Custom Details": JSON.stringify(alert.customDetails),
    "Analytic Rule Ids": JSON.stringify([alert.ruleId]),
  }),
});
