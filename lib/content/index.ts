export { packageRoot } from "../package";
export { attackTactics } from "./attack-techniques";
export { checkContent } from "./check-content";
export type { Content } from "./content";
export { definitionHashTag, definitionSha256 } from "./definition-hash";
export { detectionTable, detectionTableQuery } from "./detection-table";
export type { ConnectorItem, ConnectorSpec } from "./kinds/connector";
export {
  type DetectionItem,
  type DetectionSpec,
  type DetectionTestSpec,
  detectionId,
  detectionIds,
} from "./kinds/detection";
export { type FunctionItem, type FunctionSpec, parameterList } from "./kinds/function";
export type { GovernanceItem, GovernanceResourceSpec, GovernanceSpec } from "./kinds/governance";
export type { Guide, GuideSection } from "./kinds/guide";
export type { HuntingItem, HuntingSpec, HuntingTestSpec } from "./kinds/hunting";
export type { PlaybookItem, PlaybookSpec, WorkflowDefinition } from "./kinds/playbook";
export type { SummaryItem, SummarySpec } from "./kinds/summary";
export type { ColumnSpec, FlowSpec, StreamSpec, TableItem, TableSpec } from "./kinds/table";
export {
  maximumWatchlistItems,
  type WatchlistItem,
  type WatchlistSpec,
  watchlistItemKey,
} from "./kinds/watchlist";
export type { WorkbookItem, WorkbookSpec } from "./kinds/workbook";
export type { WorkspaceTransformItem, WorkspaceTransformSpec } from "./kinds/workspace-transform";
export { loadContent, readOverlaid, shippedContent } from "./load-content";
export { breaches, outdated } from "./lock/check-lock";
export { type Lock, type LockedItem, lockFileName, lockOf, readLock, writeLock } from "./lock/lock-file";
export { appRolesOf, type Conditions } from "./permissions/app-roles";
export { derivePermissions, type Need, type Needs } from "./permissions/derive";
export { assertNoErrors, ContentError, formatProblem, type Problem, sortProblems } from "./problem";
export { readContent, readNamedContent } from "./read-content";
export { riskTable, riskTableQuery } from "./risk-table";
export { checkSchema, type ProblemSource } from "./schema-check";
export { contentSchemas } from "./schemas";
export { type AutomationStart, automationStarts } from "./schemas/playbook";
export { type Path, type Place, SourceFile } from "./source-file";
export { didYouMean, nearest } from "./suggest";
export { formatMinutes, parseMinutes } from "./timespan";
export {
  isEnabled,
  type RuleSetting,
  type RuleSettings,
  ruleSettingOf,
  type TuningProblem,
  tuned,
  tuningProblems,
} from "./tuning";
export * as vocabulary from "./vocabulary";
export { watchlistItemProblems } from "./watchlist-items";
export { writtenFunctions } from "./written-functions";
