import { conformanceText } from "../../report/conformance-text";
import { runSuite } from "../../sigstore/run-suite";

export interface ConformanceOptions {
  readonly path: string;
  readonly trustedRoot?: string;
  readonly format: "text" | "json";
}

/** Runs a suite's cases and prints what became of them. */
export function conformance({ path, trustedRoot, format }: ConformanceOptions): void {
  const report = runSuite(path, trustedRoot);
  console.log(format === "json" ? JSON.stringify(report, null, 2) : conformanceText(report));
  if (report.cases.some(({ right }) => !right)) process.exitCode = 1;
}
