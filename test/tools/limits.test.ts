import { readFileSync } from "node:fs";
import { join } from "node:path";
import { limits, sources } from "../../lib/limits";
import { packageRoot } from "../../lib/package";
import { maximumBody } from "../../packages/agent-telemetry/src/batch";
import { mostValueBytes } from "../../packages/collector/src/intake/fit-values";
import { mostBytes } from "../../packages/collector/src/send/batches";
import { limitsPage } from "../../tools/limits/page";

const page = limitsPage();

test("docs/limits.md is what npm run limits writes", () => {
  expect(readFileSync(join(packageRoot(), "docs/limits.md"), "utf8")).toBe(page);
});

test("every limit is on the page, with a source that is listed", () => {
  for (const id of Object.keys(limits)) expect(page).toContain(`\`${id}\``);
  for (const { url } of Object.values(sources)) expect(page).toContain(`](${url})`);
});

test("every source is some limit's", () => {
  const used = new Set<string>(Object.values(limits).map(({ source }) => source));
  expect(Object.keys(sources).filter((name) => !used.has(name))).toEqual([]);
});

test("what the package itself sends is no larger than the API takes", () => {
  expect(mostBytes).toBeLessThanOrEqual(limits["ingestion/request-size"].value);
  expect(maximumBody).toBeLessThanOrEqual(limits["ingestion/request-size"].value);
  expect(mostValueBytes).toBeLessThanOrEqual(limits["ingestion/field-size"].value);
});
