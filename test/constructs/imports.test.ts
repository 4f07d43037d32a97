import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { packageRoot } from "../../lib/content";

const seam = "lib/constructs/cdktf.ts";
const root = packageRoot();

/** Every module that a source file of the library imports or requires. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import|require\()\s*["']([^"']+)["']/g)].map((match) => match[1]!);
}

const sources = [
  "main.ts",
  ...readdirSync(join(root, "lib"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
];
const isFramework = (name: string) => /^(cdktf|constructs|@cdktf\/|@cdktn\/|cdktn)(\/|$|[a-z])/.test(name);

test("the framework is imported in one file, so that replacing it costs one file", () => {
  const importers = sources.filter((file) => imports(file).some(isFramework));
  expect(importers).toEqual([seam]);
});

test("provider classes come by sub-path: the barrel costs ten times the load time", () => {
  const fromProvider = imports(seam).filter((name) => name.startsWith("@cdktf/"));
  expect(fromProvider.length).toBeGreaterThan(10);
  for (const name of fromProvider) expect(name).toMatch(/^@cdktf\/provider-azurerm\/lib\/[a-z-]+$/);
});

test("the check sees an import wherever it stands", () => {
  expect(["cdktf", "constructs", "@cdktf/provider-azurerm", "cdktn"].filter(isFramework)).toHaveLength(4);
  expect(["../constructs", "./cdktf", "node:fs"].filter(isFramework)).toEqual([]);
});
