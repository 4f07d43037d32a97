import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { measuredFor } from "../../lib/cost";
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

const text = () => readFileSync(join(packageRoot(), "README.md"), "utf8").replace(/\s+/g, " ");

test("README says what the tables of the package take in, as agentid cost does", () => {
  const [, agents, month] = /With (\d+) agents, the tables of this package take in ([\d.]+) GB a month/.exec(text())!;
  const analytics = shipped.tables.filter(({ data }) => data.plan !== "Auxiliary").map(({ data }) => data.name);
  const days = [...measuredFor(Number(agents))].filter(([table]) => analytics.includes(table));
  expect(days.length).toBeGreaterThan(3);
  expect((30 * days.reduce((sum, [, gigabytes]) => sum + gigabytes, 0)).toFixed(2)).toBe(month);
});

test.each(figures)("README counts the %s that there are", (what, count) => {
  const told = [...text().matchAll(new RegExp(`(\\d+) ${what}`, "g"))].map(([, number]) => Number(number));
  expect(told).toContain(count);
  expect(new Set(told).size).toBe(1);
});
