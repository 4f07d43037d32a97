import { v5 } from "uuid";
import { type AnalyticsRule, type Severity, severities } from "../workspace/model";
import { type Entity, entitiesOf } from "./entities";
import { display, type Row } from "./rows";

const alertNamespace = "8d0f2c55-6a0b-5c2a-9f7d-4b1f6a2c9e03";
/** Limits of an alert's parts (Microsoft Sentinel service limits). */
const limits = { titleBytes: 256, descriptionBytes: 5000, detailValues: 50, detailBytes: 2048 };

/** An alert as it lands in SecurityAlert. */
export interface Alert {
  readonly systemAlertId: string;
  readonly rule: string;
  readonly ruleId: string;
  /** `Azure Sentinel`, or the product of an alert that joined from elsewhere */
  readonly product: string;
  /** `ASI Scheduled Alerts`, `ASI NRT Alerts` */
  readonly provider: string;
  /** when the rule ran, ISO 8601 */
  readonly timeGenerated: string;
  /** earliest and latest TimeGenerated among the events; the query window where the rows have none */
  readonly startTime: string;
  readonly endTime: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly Entity[];
  /** values by key, distinct, in order of appearance */
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  readonly dynamicProperties: Readonly<Record<string, string>>;
  /** number of result rows behind the alert */
  readonly events: number;
}

/** When a rule ran and which stretch of time it looked at. */
export interface RunWindow {
  readonly at: Date;
  readonly from: Date;
  readonly to: Date;
}

/**
 * Makes one alert of result rows; overridden details take the first row's values.
 * @param ordinal place among the alerts of the run
 * @see https://learn.microsoft.com/azure/sentinel/customize-alert-details
 * @see https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts
 */
export function makeAlert(rule: AnalyticsRule, rows: readonly Row[], window: RunWindow, ordinal: number): Alert {
  const first = rows[0] ?? {};
  const { override } = rule;
  const times = rows
    .map((row) => row.TimeGenerated)
    .filter((t): t is string => typeof t === "string")
    .sort();
  return {
    systemAlertId: v5(`${rule.id}/${window.at.toISOString()}/${ordinal}`, alertNamespace),
    rule: rule.name,
    ruleId: rule.id,
    product: "Azure Sentinel",
    provider: `ASI ${rule.kind} Alerts`,
    timeGenerated: window.at.toISOString(),
    startTime: times[0] ?? window.from.toISOString(),
    endTime: times.at(-1) ?? window.to.toISOString(),
    title: cut(fill(override.title, first) ?? rule.name, limits.titleBytes),
    description: cut(fill(override.description, first) ?? rule.description, limits.descriptionBytes),
    severity: severityOf(rule, first),
    tactics: listOf(first, override.tacticsColumn) ?? rule.tactics,
    techniques: listOf(first, override.dynamicProperties.Techniques) ?? rule.techniques,
    entities: entitiesOf(rule, rows),
    customDetails: detailsOf(rule, rows),
    dynamicProperties: Object.fromEntries(
      Object.entries(override.dynamicProperties).map(([name, column]) => [name, display(first[column])]),
    ),
    events: rows.length,
  };
}

/**
 * Makes the alert that sums up what a run found beyond its cap: it has the rule's own words, and names nobody.
 * @see https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 */
export function makeSummary(rule: AnalyticsRule, rows: readonly Row[], window: RunWindow, ordinal: number): Alert {
  const override = { dynamicProperties: {} };
  return makeAlert({ ...rule, override, entityMappings: [], customDetails: {} }, rows, window, ordinal);
}

function fill(format: string | undefined, row: Row): string | undefined {
  return format?.replace(/\{\{\s*([^}]+?)\s*\}\}/g, (_match, column: string) => display(row[column]));
}

/** A column that holds no severity leaves the rule's own. */
function severityOf(rule: AnalyticsRule, row: Row): Severity {
  const value = rule.override.severityColumn === undefined ? undefined : display(row[rule.override.severityColumn]);
  return severities.find((severity) => severity.toLowerCase() === value?.toLowerCase()) ?? rule.severity;
}

function listOf(row: Row, column: string | undefined): string[] | undefined {
  if (column === undefined) return undefined;
  const value = row[column];
  const list = Array.isArray(value)
    ? value.map(display)
    : display(value)
        .split(",")
        .map((part) => part.trim());
  const known = list.filter((item) => item !== "");
  return known.length > 0 ? known : undefined;
}

function detailsOf(rule: AnalyticsRule, rows: readonly Row[]): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(rule.customDetails).map(([key, column]) => [
      key,
      fitting([...new Set(rows.map((row) => display(row[column])))].slice(0, limits.detailValues)),
    ]),
  );
}

/** The values that fit into a custom detail; the one that fits in part is cut, and those after it are gone. */
function fitting(values: readonly string[]): string[] {
  let left = limits.detailBytes;
  return values.flatMap((value) => {
    if (left <= 0) return [];
    const kept = cut(value, left);
    left -= Buffer.byteLength(value);
    return [kept];
  });
}

function cut(text: string, bytes: number): string {
  return Buffer.byteLength(text) <= bytes
    ? text
    : Buffer.from(text).subarray(0, bytes).toString("utf8").replace(/�$/, "");
}
