import { readFileSync } from "node:fs";
import { join } from "node:path";
import { detectionId, detectionTable, detectionTableQuery, packageRoot } from "../../lib/content";
import { attackLayer } from "../../tools/coverage/attack-layer";
import { coverage } from "../../tools/coverage/coverage";
import { features } from "../../tools/coverage/features";
import { agenticTop10, nhiTop10 } from "../../tools/coverage/frameworks";
import { shipped } from "../shared/content";

test("docs/coverage.md is what npm run coverage writes", () => {
  expect(readFileSync(join(packageRoot(), "docs/coverage.md"), "utf8")).toBe(coverage(shipped));
});

describe("docs/attack-layer.json", () => {
  const text = attackLayer(shipped);
  const { versions, domain, techniques } = JSON.parse(text) as {
    versions: { layer: string };
    domain: string;
    techniques: { techniqueID: string; score: number; metadata: { name: string; value: string }[] }[];
  };
  const of = (id: string) => techniques.find(({ techniqueID }) => techniqueID === id);

  test("is what npm run coverage writes", () => {
    expect(readFileSync(join(packageRoot(), "docs/attack-layer.json"), "utf8")).toBe(text);
  });

  test("is a layer that the Navigator opens, with each technique of each query once", () => {
    expect([versions.layer, domain]).toEqual(["4.5", "enterprise-attack"]);
    const ids = [...shipped.detections, ...shipped.hunting].flatMap(({ data }) => data.relevantTechniques);
    expect(techniques.map(({ techniqueID }) => techniqueID)).toEqual([...new Set<string>(ids)].sort());
  });

  test("tells what a run over a fleet proved from what tests of a query do", () => {
    expect(of("T1567")).toMatchObject({ score: 100 });
    expect(of("T1567")?.metadata).toContainEqual({ name: "scenario", value: "finance-exfiltration" });
    expect(of("T1526")).toMatchObject({ score: 60 });
    expect(of("T1526")?.metadata.filter(({ name }) => name === "scenario")).toEqual([]);
  });
});

test("each line of a matrix says what proves it", () => {
  const line = coverage(shipped)
    .split("\n")
    .find((row) => row.startsWith("| ASI02 "))!;
  expect(line).toMatch(/\| run: .*finance-exfiltration/);
});

test("pipeline/functions/AgentDetections.yaml is what the rules declare", () => {
  const table = shipped.functions.find(({ data }) => data.name === detectionTable);
  expect(table?.data.query).toBe(detectionTableQuery(shipped));
});

test("every rule keeps some promise", () => {
  const promised = new Set(features.flatMap(({ ids }) => ids));
  const others = shipped.detections.map(({ data }) => detectionId(data)).filter((id) => !promised.has(id!));
  // The fast halves of egress control and the credential rules among them have promises; nothing is left over.
  expect([...new Set(others)]).toEqual([]);
});

test.each(Object.entries({ ...agenticTop10, ...nhiTop10 }))("%s %s is covered by a tested query", (id) => {
  const covering = [...shipped.detections, ...shipped.hunting].filter(({ data }) =>
    data.tags.some((tag) => tag === id),
  );
  expect(covering.filter(({ tests }) => tests !== undefined).length).toBeGreaterThan(0);
});

test("every rule has six tests, some that fire and some that stay quiet", () => {
  const weak = shipped.detections
    .filter(({ tests }) => {
      const all = tests?.data.tests ?? [];
      const firing = all.filter(({ expect: { alerts } }) => alerts.length > 0).length;
      return all.length < 6 || firing < 2 || all.length - firing < 2;
    })
    .map(({ name }) => name);
  expect(weak).toEqual([]);
});

test("a query's tables are found through the functions it calls", () => {
  const page = coverage(shipped);
  const line = page.split("\n").find((row) => row.startsWith("| AIC-043 "))!;
  expect(line).toContain("AgentActivityHourly_CL");
  expect(line).toContain("AgentLineage_CL");
});
