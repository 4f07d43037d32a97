export { isNamed } from "./job";
export { type MutationResult, runMutations } from "./mutate/run-mutations";
export { runQueryTests, type TestOptions, type TestResult } from "./run-tests";
