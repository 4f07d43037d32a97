import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { betweenMarkers } from "../../tools/privileges/between-markers";
import { privilegesTable } from "../../tools/privileges/table";
import { shipped } from "../shared/content";

test("the privileges in docs/deploying.md are what npm run privileges writes", () => {
  const page = readFileSync(join(packageRoot(), "docs/deploying.md"), "utf8");
  expect(page).toBe(betweenMarkers(page, "privileges", privilegesTable(shipped)));
});
