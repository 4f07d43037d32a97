import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import { withPlan } from "../../tools/plan/page";

test("docs/architecture.md draws the plan that imports are held to (npm run architecture)", () => {
  const page = readFileSync(join(packageRoot(), "docs/architecture.md"), "utf8");
  expect(withPlan(page)).toBe(page);
});
