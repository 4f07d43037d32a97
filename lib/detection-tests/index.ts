export { isNamed } from "./job";
export { type MutationResult, runMutations } from "./mutate/run-mutations";
export { runQueryTests, type TestOptions } from "./run-tests";
