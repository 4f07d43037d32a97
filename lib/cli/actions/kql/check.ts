import { readFileSync } from "node:fs";
import { type Diagnostic, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import { readKqlSchema } from "./read-schema";

export interface CheckOptions {
  readonly schema?: string;
}

/** Prints what is wrong with queries. */
export function check(files: readonly string[], options: CheckOptions): void {
  const analyzer = new KqlAnalyzer(readKqlSchema(options.schema));
  for (const file of files) {
    const { diagnostics } = analyzer.analyze(readFileSync(file, "utf8"), { file });
    for (const diagnostic of diagnostics) console.log(line(file, diagnostic));
    if (diagnostics.some((d) => d.severity === "error")) process.exitCode = 1;
  }
}

function line(file: string, d: Diagnostic): string {
  const fix = d.suggestion ? ` (${d.suggestion})` : "";
  return `${file}:${d.line}:${d.column} ${d.severity} ${d.code} ${d.message}${fix}`;
}
