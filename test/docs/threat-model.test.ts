import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";

const page = readFileSync(join(packageRoot(), "docs/threat-model.md"), "utf8");
/** `file` "part of a title" */
const named = [...page.matchAll(/`([\w./-]+\.(?:ts|test\.yaml))` "([^"]+)"/g)].map(([, file, title]) => [
  file!,
  title!,
]);

test("the page names tests", () => {
  expect(named.length).toBeGreaterThan(40);
});

test.each(named)("%s has %s", (file, title) => {
  const path = join(packageRoot(), file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8").replaceAll("\\", "")).toContain(title);
});

test("an attempt without a test says that it is not seen, or whose business it is", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && line.endsWith("| |"));
  for (const row of rows) expect(row).toMatch(/\*\*not seen\*\*|there is no rule|nothing here|only \|/);
});
