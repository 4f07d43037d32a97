import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type Diagnostic, KqlAnalyzer } from "../../../kql";
import { readKqlSchema, schemaHelp } from "./schema-option";

/** `agentid kql check`: what is wrong with queries, and where. */
export function kqlCheckCommand(): Command {
  return new Command("check")
    .description("analyse KQL files; one line per finding: file:line:column severity code message")
    .argument("<files...>", "files that hold one query each")
    .option("--schema <file>", schemaHelp)
    .action((files: string[], options: { schema?: string }) => {
      const analyzer = new KqlAnalyzer(readKqlSchema(options.schema));
      for (const file of files) {
        const { diagnostics } = analyzer.analyze(readFileSync(file, "utf8"), { file });
        for (const diagnostic of diagnostics) console.log(line(file, diagnostic));
        if (diagnostics.some((d) => d.severity === "error")) process.exitCode = 1;
      }
    });
}

function line(file: string, d: Diagnostic): string {
  const fix = d.suggestion ? ` (${d.suggestion})` : "";
  return `${file}:${d.line}:${d.column} ${d.severity} ${d.code} ${d.message}${fix}`;
}
