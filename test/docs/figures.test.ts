import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { shipped } from "../shared/content";

/** Figures that the README tells, and of what. */
const figures: readonly [what: string, count: number][] = [
  ["tables", shipped.tables.length],
  ["functions", shipped.functions.length],
  ["watchlists", shipped.watchlists.length],
  ["analytics rules", shipped.detections.length],
  ["hunting queries", shipped.hunting.length],
  ["workbooks", shipped.workbooks.length],
  ["playbooks", shipped.playbooks.length],
];

test.each(figures)("README counts the %s that there are", (what, count) => {
  const readme = readFileSync(join(packageRoot(), "README.md"), "utf8").replace(/\s+/g, " ");
  const told = [...readme.matchAll(new RegExp(`(\\d+) ${what}`, "g"))].map(([, number]) => Number(number));
  expect(told).toContain(count);
  expect(new Set(told).size).toBe(1);
});
