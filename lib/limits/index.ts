/**
 * What the services refuse, cut or drop: one table, and a function for each thing that is deployed, over plain values in
 * the shape that Azure Resource Manager takes. Content checks, constructs and the emulated services refuse by the same ones.
 */
export { automationRuleBreaches } from "./automation";
export type { Breach } from "./breach";
export { type Counts, countBreaches } from "./counts";
export { dataCollectionRuleBreaches, transformLengthBreaches } from "./ingestion";
export { fieldBreaches, requestBreaches } from "./ingestion/payload";
export { transformBreaches } from "./ingestion/transform-language";
export type { Limit } from "./limit";
export { tableBreaches } from "./log-analytics";
export { workflowBreaches } from "./logic-apps";
export { alertRuleBreaches } from "./rules";
export type { AlertRule } from "./rules/alert-rule";
export { alertValueBreaches } from "./rules/alert-values";
export { entityIdentifierTypeBreaches } from "./rules/entity-identifier-type";
export { placeholders } from "./rules/placeholders";
export { queryReachBreaches } from "./rules/query-reach";
export { metadataBreaches } from "./solution";
export { type Source, sources } from "./sources";
export { summaryQueryBreaches, summaryRuleBreaches } from "./summaries";
export { limitGroups, limits } from "./table";
export { watchlistBreaches, watchlistItemBreaches } from "./watchlists";
