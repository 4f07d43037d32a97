export { isNamed, runDetectionTests, type TestResult } from "./run-tests";
