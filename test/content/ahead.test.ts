import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WorkCache, type WorkKind } from "../../lib/cache";
import { analyseAhead, checkContent, formatProblem, readContent } from "../../lib/content";
import { runFolder } from "../shared/run-folder";

/** Hunting queries, of which one names no column, and one needs a table that may not exist. */
const queries = Array.from({ length: 40 }, (_, n) => {
  if (n === 20) return "SecurityAlert | where NoSuchColumn == 1";
  if (n === 30) return "AuditLogs | where OperationName has 'x'";
  return `SecurityAlert | where AlertName == "${n}" | project AlertName`;
});

const root = mkdtempSync(join(runFolder(), "ahead-"));
beforeAll(() => {
  mkdirSync(join(root, "detections/hunting"), { recursive: true });
  for (const [n, query] of queries.entries())
    writeFileSync(
      join(root, `detections/hunting/little-${n}.yaml`),
      `id: 00000000-0000-4000-8000-0000000000${n + 10}
version: 1.0.0
name: Little ${n}
description: Finds little.
requiredDataConnectors: []
tactics: [CommandAndControl]
relevantTechniques: [T1071]
query: |
  ${query}
entityMappings:
  - entityType: Account
    fieldMappings: [{ identifier: Name, columnName: AlertName }]
tags: [ASI01]
`,
    );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A cache that counts the queries which this process analysed. */
class Counting extends WorkCache {
  analysed = 0;

  override remember<T>(kind: WorkKind, parts: readonly string[], make: () => T): T {
    return super.remember(kind, parts, () => {
      if (kind.name === "analyses") this.analysed++;
      return make();
    });
  }
}

const kept = () => new Counting(mkdtempSync(join(runFolder(), "ahead-cache-")));
const problems = (cache: WorkCache) => checkContent(readContent(root), cache).map(formatProblem);

test("two processes analyse what nobody knows, and the check finds the same and analyses nothing", async () => {
  const cache = kept();
  const steps = new Set<string>();
  await analyseAhead(readContent(root), { root }, cache, { update: (_done, _total, what) => void steps.add(what) });
  expect([...steps]).toEqual(["analysing queries"]);
  const own = cache.analysed;
  const found = problems(cache);
  expect(cache.analysed).toBe(own);
  expect(found).toEqual(problems(new WorkCache()));
  expect(found.join("\n")).toMatch(/little-20[\s\S]*NoSuchColumn/);
  expect(found.join("\n")).toMatch(/little-30[\s\S]*may not exist yet/);
});

test("what is known is not analysed by anybody", async () => {
  const first = kept();
  problems(first);
  const second = new Counting(first.folder);
  const update = jest.fn();
  await analyseAhead(readContent(root), { root }, second, { update });
  expect([second.analysed, update.mock.calls]).toEqual([0, []]);
});

test("a process that finds other content leaves all to this one", async () => {
  const cache = kept();
  await analyseAhead(readContent(root), { root: join(root, "nothing") }, cache);
  const own = cache.analysed;
  expect(own).toBeGreaterThanOrEqual(queries.length);
  expect(problems(cache)).toHaveLength(problems(new WorkCache()).length);
  expect(cache.analysed).toBe(own);
});

test("without a folder nothing is done ahead", async () => {
  const cache = new Counting();
  await analyseAhead(readContent(root), { root }, cache);
  expect(cache.analysed).toBe(0);
});
