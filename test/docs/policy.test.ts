import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { policyTable } from "../../tools/policy/table";

test("docs/policy.md lists the checks as they are (npm run policy)", () => {
  const page = readFileSync(join(packageRoot(), "docs/policy.md"), "utf8");
  expect(policyTable(page)).toBe(page);
});
