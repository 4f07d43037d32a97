export { type BuildFacts, endOf, evaluate } from "./evaluate";
export { type LineagePolicy, type PolicyRule, readLineagePolicy } from "./read-policy";
export { type ReviewFacts, readReviewFacts, reviewFactsSchema } from "./review-facts";
export { lineagePolicySchema } from "./schema";
