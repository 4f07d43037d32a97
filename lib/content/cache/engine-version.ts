import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root";

/** What the analysis of a query depends on besides the query: this package, its analyzer and the language service. */
export function engineVersion(): string {
  const service = require("@kusto/language-service-next/package.json") as { version: string };
  const own = readFileSync(join(packageRoot(), "package.json"), "utf8");
  // In a checkout the version stays while the code changes.
  return [own, service.version, ...sources(join(__dirname, "../../kql/language"))].join("\n");
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => readFileSync(path, "utf8"));
}
