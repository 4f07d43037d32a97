export { type BuildFacts, endOf, evaluate, proofsOf } from "./evaluate";
export { type TrustedKey, trustedKeys } from "./keys";
export type { LineagePolicy, PolicyRule, ProofKind } from "./policy";
export { readLineagePolicy } from "./read-policy";
export { type ReviewFacts, readReviewFacts, reviewFactsSchema } from "./review-facts";
export { lineagePolicySchema, proofKinds } from "./schema";
