export { type AlertLine, type Comparison, compare } from "./against/compare";
export { contentOfRevision } from "./against/revision";
export { usualArrival } from "./arrival";
export {
  type BacktestReport,
  backtest,
  openStage,
  type ReplayReport,
  runStage,
  type Stage,
} from "./backtest";
export type { BacktestOptions } from "./backtest-options";
export { contentWorkspace } from "./content-workspace";
export { BacktestError } from "./errors";
export { type Drop, type ExplainedStep, type Explanation, explain } from "./explain/explain";
export { type History, type HistoryOptions, readHistory } from "./history/history";
export type { DateOrder } from "./history/instant";
export type { Remark } from "./history/remarks";
export type { Share, Spread } from "./judge/figures";
export {
  type FalseIncident,
  type JudgedAttack,
  type Judgement,
  judge,
  type Quality,
  type RuleFigures,
} from "./judge/judge";
export { precisionByRule } from "./judge/precision-by-rule";
export { tellers } from "./judge/tellers";
export { ruleId } from "./rule-id";
export { type SweepOptions, type SweptThreshold, type SweptValue, sweep } from "./sweep/sweep";
export { type Threshold, thresholdsOf } from "./sweep/thresholds";
export { type Attack, readTruth, type Strength, strengths, truthFileSchema } from "./truth";
export { type AzureLogsOptions, azureLogsClient } from "./workspace/azure-logs-client";
export {
  type AskedPlan,
  backtestWorkspace,
  type WorkspaceBacktest,
  type WorkspaceBacktestOptions,
} from "./workspace/backtest-workspace";
export { type LogsAnswer, type LogsClient, LogsRefusal } from "./workspace/logs-client";
