export { type BuildFacts, evaluate, type ReviewFacts } from "./evaluate";
export { type LineagePolicy, type PolicyRule, readLineagePolicy } from "./read-policy";
export { lineagePolicySchema } from "./schema";
