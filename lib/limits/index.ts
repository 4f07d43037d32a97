/**
 * What the services refuse, cut or drop: one table, and a function for each thing that is deployed, over plain values in
 * the shape that Azure Resource Manager takes. Content checks, constructs and the emulated services refuse by the same ones.
 */
export { automationRuleBreaches } from "./automation";
export type { AutomationAction, AutomationCondition, AutomationRule } from "./automation/automation-rule";
export type { Breach } from "./breach";
export { type Counts, countBreaches } from "./counts";
export { dataCollectionRuleBreaches, transformLengthBreaches } from "./ingestion";
export type { DataCollectionRule, DataFlow } from "./ingestion/data-collection-rule";
export { fieldBreaches, requestBreaches } from "./ingestion/payload";
export { transformBreaches } from "./ingestion/transform-language";
export type { Limit } from "./limit";
export { tableBreaches } from "./log-analytics";
export { columnNameBreaches } from "./log-analytics/columns";
export type { Table } from "./log-analytics/table";
export { workflowBreaches } from "./logic-apps";
export { alertRuleBreaches } from "./rules";
export type { AlertDetailsOverride, AlertRule, EntityMapping } from "./rules/alert-rule";
export { type AlertValues, alertValueBreaches } from "./rules/alert-values";
export { entityIdentifierTypeBreaches } from "./rules/entity-identifier-type";
export { placeholders } from "./rules/placeholders";
export { queryReachBreaches } from "./rules/query-reach";
export { type Metadata, metadataBreaches } from "./solution";
export { type Source, sources } from "./sources";
export { type SummaryRule, summaryQueryBreaches, summaryRuleBreaches } from "./summaries";
export { type LimitId, limitGroups, limits } from "./table";
export { type Watchlist, watchlistBreaches, watchlistItemBreaches } from "./watchlists";
