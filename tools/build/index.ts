import { join, resolve } from "node:path";
import { type Diagnostic, formatDiagnostics, sys } from "typescript";
import { build } from "./build";

const config = process.argv[2];
if (!config) throw new Error("usage: tsx tools/build <tsconfig.build.json>");
const problems: readonly Diagnostic[] = build(resolve(config), join(__dirname, "../.."));
if (problems.length > 0) {
  const host = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: sys.getCurrentDirectory,
    getNewLine: () => "\n",
  };
  console.error(formatDiagnostics(problems, host));
  process.exitCode = 1;
}
