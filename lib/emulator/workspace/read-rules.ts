import { EmulatorError } from "../errors";
import type { Attributes } from "../terraform/arm-ids";
import { blocks, strings } from "../terraform/blocks";
import { durationMilliseconds } from "../terraform/duration";
import type { Resolver } from "../terraform/resolver";
import type { Resource, Stack } from "../terraform/stack";
import { readCorrelation } from "./correlation-tag";
import { type AnalyticsRule, type IncidentSettings, type Schedule, type Severity, severities } from "./model";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Scheduled and NRT rules of the stack. */
export function readRules(stack: Stack, resolver: Resolver): AnalyticsRule[] {
  return [
    ...stack.ofType("azurerm_sentinel_alert_rule_nrt").map((resource) => readRule(resource, resolver, "NRT")),
    ...stack
      .ofType("azurerm_sentinel_alert_rule_scheduled")
      .map((resource) => readRule(resource, resolver, "Scheduled")),
  ];
}

function readRule(resource: Resource, resolver: Resolver, kind: AnalyticsRule["kind"]): AnalyticsRule {
  const a = resolver.attributes(resource);
  const where = `${resource.address} ("${a.display_name}")`;
  const override = blocks(a.alert_details_override)[0] ?? {};
  const { correlation, rest } = readCorrelation(String(a.description ?? ""));
  return {
    kind,
    id: String(a.name),
    armId: resolver.id(resource),
    name: String(a.display_name),
    description: rest,
    correlation,
    enabled: a.enabled !== false,
    severity: severityOf(a.severity, where),
    tactics: strings(a.tactics),
    techniques: strings(a.techniques),
    query: String(a.query),
    ...(kind === "Scheduled" ? { schedule: scheduleOf(a, where) } : {}),
    grouping: blocks(a.event_grouping)[0]?.aggregation_method === "AlertPerResult" ? "AlertPerResult" : "SingleAlert",
    ...(a.suppression_enabled === true
      ? { suppression: durationMilliseconds(String(a.suppression_duration ?? "PT5H"), where) }
      : {}),
    entityMappings: blocks(a.entity_mapping).map((mapping) => ({
      entityType: String(mapping.entity_type),
      fields: blocks(mapping.field_mapping).map((field) => ({
        identifier: String(field.identifier),
        column: String(field.column_name),
      })),
    })),
    customDetails: (a.custom_details as Record<string, string> | undefined) ?? {},
    override: {
      title: optional(override.display_name_format),
      description: optional(override.description_format),
      severityColumn: optional(override.severity_column_name),
      tacticsColumn: optional(override.tactics_column_name),
      dynamicProperties: Object.fromEntries(
        blocks(override.dynamic_property).map((p) => [String(p.name), String(p.value)]),
      ),
    },
    incident: incidentOf(a, where),
    where,
  };
}

function severityOf(value: unknown, where: string): Severity {
  const severity = severities.find((known) => known === value);
  if (!severity) throw new EmulatorError(where, `has severity "${value}"`, `use one of: ${severities.join(", ")}`);
  return severity;
}

/** Held to what Sentinel accepts, because Terraform would only fail when it is applied. */
function scheduleOf(a: Attributes, where: string): Schedule {
  const frequency = durationMilliseconds(String(a.query_frequency ?? "PT5H"), where);
  const period = durationMilliseconds(String(a.query_period ?? "PT5H"), where);
  if (frequency < 5 * minute || period > 14 * day || period < frequency) {
    throw new EmulatorError(
      where,
      `runs every ${a.query_frequency} over ${a.query_period}`,
      "Sentinel takes 5 minutes to 14 days, and a period at least as long as the frequency",
    );
  }
  if (period >= 2 * day && frequency < hour) {
    throw new EmulatorError(
      where,
      `looks back ${a.query_period} every ${a.query_frequency}`,
      "with a period of 2 days or more, Sentinel runs a rule at most once an hour: set query_frequency to PT1H",
    );
  }
  const operator = String(a.trigger_operator ?? "GreaterThan") as Schedule["operator"];
  return { frequency, period, operator, threshold: Number(a.trigger_threshold ?? 0) };
}

function incidentOf(a: Attributes, where: string): IncidentSettings {
  const incident = blocks(a.incident)[0];
  const grouping = blocks(incident?.grouping)[0];
  return {
    create: incident?.create_incident_enabled !== false,
    ...(grouping && grouping.enabled !== false
      ? {
          grouping: {
            lookback: durationMilliseconds(String(grouping.lookback_duration ?? "PT5M"), where),
            matching: String(grouping.entity_matching_method ?? "AnyAlert") as "AllEntities" | "AnyAlert" | "Selected",
            byEntities: strings(grouping.by_entities),
            byAlertDetails: strings(grouping.by_alert_details),
            byCustomDetails: strings(grouping.by_custom_details),
          },
        }
      : {}),
  };
}

function optional(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
