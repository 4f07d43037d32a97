/** Known by their names: loading the rooms that throw them would take longer than most commands. */
const expected = new Set([
  "BacktestError",
  "CollectorError",
  "ContentError",
  "CostError",
  "EmulatorError",
  "FleetError",
  "LineageError",
  "OtlpError",
  "PolicyError",
  "PreviewError",
  "ScaffoldError",
  "UsageError",
  "WorkflowError",
  "WorkflowInputError",
]);

/** Errors about what the user gave: their message says it all, and a stack trace would bury it. */
export function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return expected.has(error.name) || error.name.startsWith("Kql");
}
