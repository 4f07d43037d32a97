export { isNamed } from "./job";
export { runDetectionTests, type TestOptions, type TestResult } from "./run-tests";
