export type { PlaybookChange, RanPlaybook } from "./automation/run";

export { SentinelEmulator } from "./emulator";
export { defaultLatency, type Store } from "./emulator-options";
export { EmulatorError } from "./errors";
export type { Incident } from "./incidents/incident";
export type { IngestReport } from "./ingestion/ingestor";
export { inputFolder } from "./ingestion/input-folder";
export type { InputRow, InputSource, RejectedRow } from "./ingestion/input-row";
export { mergeReports } from "./ingestion/merge-reports";
export { madeBySentinel, type Need, needsOf } from "./needs";
export { type PortalSettings, portalSettings } from "./portal";
export type { Outcome, ReplayOptions } from "./replay";
export type { ResultsOfRuns, WantedRuns } from "./replay-elsewhere";
export type { Alert } from "./rules/alert";

export { RefilledWorkspace } from "./rules/refilled-workspace";
export type { Row } from "./rules/rows";
export { nrtRun, type PlannedRun, plannedRuns, scheduledRun } from "./rules/schedule";
export { unknownRules } from "./rules/unknown-rules";
export { type SimulateOptions, type Simulation, settlingTime, simulate } from "./simulate";
export type { AnalyticsRule, HuntingQuery, SavedFunction, Watchlist, Workspace } from "./workspace/model";
export { readWorkspace } from "./workspace/read-workspace";
export { withItemsFrom } from "./workspace/watchlist-folder";
