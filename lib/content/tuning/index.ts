export { isEnabled, type RuleSettings, ruleSettingOf } from "./rule-settings";
export { tuned } from "./tune";
export { tuningProblems } from "./tuning-problems";
