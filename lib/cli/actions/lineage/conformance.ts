import type { ConformanceOptions } from "../../commands/lineage/conformance";
import { conformanceText } from "../../report/conformance-text";
import { runSuite } from "../../sigstore/run-suite";

/** Runs a suite's cases and prints what became of them. */
export function conformance({ path, trustedRoot, format }: ConformanceOptions): void {
  const report = runSuite(path, trustedRoot);
  console.log(format === "json" ? JSON.stringify(report, null, 2) : conformanceText(report));
  if (report.cases.some(({ right }) => !right)) process.exitCode = 1;
}
