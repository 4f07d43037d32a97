export { isEnabled, type RuleSetting, type RuleSettings, ruleSettingOf } from "./rule-settings";
export { tuned } from "./tune";
export { type TuningProblem, tuningProblems } from "./tuning-problems";
