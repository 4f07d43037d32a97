export { type ExplainedRule, explainRules } from "./rules";
export { description, type ExplainedSetting, explainSetting, explainSettings } from "./settings";
