import { type Body, part, parts } from "../../arm/resources/resource";
import type { Writer } from "./writer";

const types: Readonly<Record<string, string>> = {
  Scheduled: "azurerm_sentinel_alert_rule_scheduled",
  NRT: "azurerm_sentinel_alert_rule_nrt",
};

/** https://learn.microsoft.com/rest/api/securityinsights/alert-rules; kinds that run no query of their own are left out */
export const alertRule: Writer = ({ id, name, kind, properties: p }) => {
  const type = types[kind ?? ""];
  if (!type) return undefined;
  return {
    type,
    attributes: known({
      id,
      name,
      log_analytics_workspace_id: id.replace(/\/providers\/Microsoft\.SecurityInsights\/.*$/i, ""),
      display_name: p.displayName,
      description: p.description,
      enabled: p.enabled,
      severity: p.severity,
      tactics: p.tactics,
      techniques: p.techniques,
      query: p.query,
      custom_details: p.customDetails,
      query_frequency: p.queryFrequency,
      query_period: p.queryPeriod,
      trigger_operator: p.triggerOperator,
      trigger_threshold: p.triggerThreshold,
      suppression_enabled: p.suppressionEnabled,
      suppression_duration: p.suppressionDuration,
      event_grouping: [{ aggregation_method: part(p, "eventGroupingSettings").aggregationKind }],
      entity_mapping: parts(p, "entityMappings").map((mapping) => ({
        entity_type: mapping.entityType,
        field_mapping: parts(mapping, "fieldMappings").map(({ identifier, columnName }) => ({
          identifier,
          column_name: columnName,
        })),
      })),
      alert_details_override: [overrideOf(part(p, "alertDetailsOverride"))],
      incident: [incidentOf(part(p, "incidentConfiguration"))],
    }),
  };
};

const overrideOf = (o: Body): Body =>
  known({
    display_name_format: o.alertDisplayNameFormat,
    description_format: o.alertDescriptionFormat,
    severity_column_name: o.alertSeverityColumnName,
    tactics_column_name: o.alertTacticsColumnName,
    dynamic_property: parts(o, "alertDynamicProperties").map(({ alertProperty, value }) => ({
      name: alertProperty,
      value,
    })),
  });

function incidentOf(incident: Body): Body {
  const g = part(incident, "groupingConfiguration");
  return known({
    create_incident_enabled: incident.createIncident,
    grouping: [
      known({
        // Without a configuration, alerts are not grouped.
        enabled: g.enabled ?? false,
        lookback_duration: g.lookbackDuration,
        entity_matching_method: g.matchingMethod,
        by_entities: g.groupByEntities,
        by_alert_details: g.groupByAlertDetails,
        by_custom_details: g.groupByCustomDetails,
      }),
    ],
  });
}

/** https://learn.microsoft.com/rest/api/securityinsights/watchlists */
export const watchlist: Writer = ({ id, name, properties }) => ({
  type: "azurerm_sentinel_watchlist",
  attributes: { id, name, display_name: properties.displayName, item_search_key: properties.itemsSearchKey },
});

/** https://learn.microsoft.com/rest/api/securityinsights/watchlist-items */
export const watchlistItem: Writer = ({ id, name, properties }) => ({
  type: "azurerm_sentinel_watchlist_item",
  attributes: {
    id,
    name,
    watchlist_id: id.replace(/\/watchlistItems\/[^/]+$/i, ""),
    properties: properties.itemsKeyValue,
  },
});

const known = (attributes: Body): Body =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null));
