export { isNamed } from "./job";
export { runQueryTests, type TestOptions, type TestResult } from "./run-tests";
