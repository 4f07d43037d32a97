export type { PlaybookCall, PlaybookChange, PlaybookRun, RanPlaybook } from "./automation/run";
export type { StartedPlaybook } from "./automation/started";
export {
  defaultLatency,
  type EmulatorOptions,
  type QueryOptions,
  SentinelEmulator,
} from "./emulator";
export { EmulatorError } from "./errors";
export type { Incident } from "./incidents/incident";
export type { IngestReport } from "./ingestion/ingestor";
export { inputFolder } from "./ingestion/input-folder";
export type { InputRow, InputSource, RejectedRow } from "./ingestion/input-row";
export { mergeReports } from "./ingestion/merge-reports";
export { madeBySentinel, type Need, needsOf } from "./needs";
export { type PortalSettings, portalSettings } from "./portal";
export type { Outcome, ReplayOptions, Respond, RuleFailure, RuleRun } from "./replay";
export type { Elsewhere, ResultsOfRuns, WantedRuns } from "./replay-elsewhere";
export type { Alert } from "./rules/alert";
export type { Entity } from "./rules/entities";
export { QueryBench } from "./rules/query-bench";
export type { Row } from "./rules/rows";
export { nrtRun, type PlannedRun, plannedRuns, scheduledRun } from "./rules/schedule";
export { type SimulateOptions, type Simulation, settlingTime, simulate } from "./simulate";
export type { AnalyticsRule, HuntingQuery, SavedFunction, Watchlist, Workspace } from "./workspace/model";
export { readWorkspace } from "./workspace/read-workspace";
export { withItemsFrom } from "./workspace/watchlist-folder";
