const learn = "https://learn.microsoft.com/azure";

/** Pages and reports that limits were taken from, with the date that a page gives itself; none where it gives none. */
export const sources = {
  sentinel: {
    title: "Microsoft Sentinel service limits",
    url: `${learn}/sentinel/sentinel-service-limits`,
    date: "2025-03-19",
  },
  scheduledRules: {
    title: "Scheduled analytics rules",
    url: `${learn}/sentinel/scheduled-rules-overview`,
    date: "2024-10-16",
  },
  nrtRules: { title: "Near-real-time rules", url: `${learn}/sentinel/near-real-time-rules` },
  alertDetails: { title: "Customize alert details", url: `${learn}/sentinel/customize-alert-details` },
  customDetails: {
    title: "Surface custom details",
    url: `${learn}/sentinel/surface-custom-details-in-alerts`,
    date: "2022-04-26",
  },
  entityMappings: { title: "Map data fields to entities", url: `${learn}/sentinel/map-data-fields-to-entities` },
  alertRulesApi: {
    title: "Alert rules REST API",
    url: "https://learn.microsoft.com/rest/api/securityinsights/alert-rules",
  },
  entitiesApi: { title: "Entities REST API", url: "https://learn.microsoft.com/rest/api/securityinsights/entities" },
  automationRules: {
    title: "Automation rules",
    url: `${learn}/sentinel/automate-incident-handling-with-automation-rules`,
  },
  automationApi: {
    title: "Automation rules REST API",
    url: "https://learn.microsoft.com/rest/api/securityinsights/automation-rules",
  },
  conditionGroups: { title: "Azure-Sentinel issue 12923", url: "https://github.com/Azure/Azure-Sentinel/issues/12923" },
  subTechniques: { title: "Azure-Sentinel issue 8960", url: "https://github.com/Azure/Azure-Sentinel/issues/8960" },
  metadata: { title: "Azure-Sentinel issue 14246", url: "https://github.com/Azure/Azure-Sentinel/issues/14246" },
  watchlists: { title: "Create watchlists", url: `${learn}/sentinel/watchlists-create` },
  azureMonitor: { title: "Azure Monitor service limits", url: `${learn}/azure-monitor/fundamentals/service-limits` },
  customTables: {
    title: "Create a custom table",
    url: `${learn}/azure-monitor/logs/create-custom-table`,
    date: "2026-05-25",
  },
  retention: { title: "Data retention", url: `${learn}/azure-monitor/logs/data-retention-configure` },
  collectionRules: {
    title: "Data collection rules: limits",
    url: `${learn}/azure-monitor/fundamentals/service-limits#data-collection-rules`,
    date: "2025-05-21",
  },
  transformations: {
    title: "Supported KQL in transformations",
    url: `${learn}/azure-monitor/data-collection/data-collection-transformations-kql`,
    date: "2026-05-15",
  },
  ruleStructure: {
    title: "Structure of a data collection rule",
    url: `${learn}/azure-monitor/data-collection/data-collection-rule-structure`,
  },
  asimAgentEvents: {
    title: "ASimAgentEventLogs",
    url: `${learn}/azure-monitor/reference/tables/asimagenteventlogs`,
    date: "2026-05-29",
  },
  logsIngestion: {
    title: "Logs ingestion API: limits",
    url: `${learn}/azure-monitor/fundamentals/service-limits#logs-ingestion-api`,
  },
  summaryRules: { title: "Summary rules", url: `${learn}/azure-monitor/logs/summary-rules`, date: "2024-11-17" },
  logicApps: { title: "Logic Apps limits", url: `${learn}/logic-apps/logic-apps-limits-and-config` },
  azurermNrt: {
    title: "azurerm_sentinel_alert_rule_nrt",
    url: "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/sentinel_alert_rule_nrt",
  },
} as const satisfies Readonly<Record<string, Source>>;

/** Where a limit is written down. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** of the page, `yyyy-mm-dd` */
  readonly date?: string;
}

export type SourceName = keyof typeof sources;
