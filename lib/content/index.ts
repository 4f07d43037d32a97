export { packageRoot } from "../package";
export { analyseAhead } from "./ahead/ahead";
export type { ContentFolders } from "./ahead/order";
export { attackTactics } from "./attack-techniques";
export { checkContent } from "./check-content";
export type { Content } from "./content";
export { definitionHashTag, definitionSha256 } from "./definition-hash";
export { detectionTable, detectionTableQuery } from "./detection-table";
export type { ConnectorSpec } from "./kinds/connector";
export {
  type DetectionItem,
  type DetectionSpec,
  type DetectionTestSpec,
  detectionId,
  detectionIds,
} from "./kinds/detection";
export { type FunctionSpec, parameterList } from "./kinds/function";
export type { GovernanceResourceSpec, GovernanceSpec } from "./kinds/governance";
export type { HuntingItem, HuntingSpec, HuntingTestSpec } from "./kinds/hunting";
export { readItem } from "./kinds/item";
export type { PlaybookItem, PlaybookSpec, PlaybookTestSpec, WorkflowDefinition } from "./kinds/playbook";
export type { SummarySpec } from "./kinds/summary";
export type { StreamSpec, TableSpec } from "./kinds/table";
export {
  maximumWatchlistItems,
  type WatchlistSpec,
  watchlistItemKey,
} from "./kinds/watchlist";
export type { WorkbookSpec } from "./kinds/workbook";
export type { WorkspaceTransformSpec } from "./kinds/workspace-transform";
export { loadContent, readFolders, readOverlaid, shippedContent } from "./load-content";
export { breaches, outdated } from "./lock/check-lock";
export { lockFileName, lockOf, readLock, writeLock } from "./lock/lock-file";
export { appRolesOf } from "./permissions/app-roles";
export { derivePermissions } from "./permissions/derive";
export { assertNoErrors, ContentError, formatProblem, type Problem, sortProblems } from "./problem";
export { tablesOfQueries } from "./query-tables";
export { readContent, readNamedContent } from "./read-content";
export { readText } from "./read-text";
export { checkSchema, type ProblemSource } from "./schema-check";
export { contentSchemas, detectionSchema, detectionTestSchema } from "./schemas";
export { type AutomationStart, automationStarts } from "./schemas/playbook";
export { type Path, type Place, SourceFile } from "./source-file";
export { suggestFrom } from "./suggest";
export {
  isEnabled,
  type RuleSettings,
  ruleSettingOf,
  tuned,
  tuningProblems,
} from "./tuning";
export * as vocabulary from "./vocabulary";
export { watchlistItemProblems } from "./watchlist-items";
export { writtenFunctions } from "./written-functions";
