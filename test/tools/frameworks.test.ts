import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dialects, readAs } from "@sentinel-agent-identities/otlp/dialects";
import { packageRoot } from "../../lib/package";
import { frameworksPage } from "../../tools/frameworks/page";

const words = readFileSync(join(packageRoot(), "tools/frameworks/words.md"), "utf8");
const page = readFileSync(join(packageRoot(), "docs/frameworks.md"), "utf8");

test("docs/frameworks.md is what npm run frameworks writes", () => {
  expect(page).toBe(frameworksPage(words));
});

test("every attribute of every dialect is on the page, in the section of its framework", () => {
  for (const { name, columns = {}, kinds = {} } of dialects) {
    const section = page.split(`\n## ${name}\n`)[1]!.split("\n## ")[0]!;
    for (const attribute of [...Object.keys(columns), ...Object.keys(kinds)])
      expect(section).toContain(`\`${attribute}\``);
  }
});

test("no two columns are read from one attribute", () => {
  const names = Object.values(readAs);
  expect(new Set(names).size).toBe(names.length);
});
