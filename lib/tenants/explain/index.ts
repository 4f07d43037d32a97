export { explainRules } from "./rules";
export { description, type ExplainedSetting, explainSetting, explainSettings } from "./settings";
