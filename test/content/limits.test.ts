import type { Problem } from "../../lib/content";
import { CheckContext } from "../../lib/content/checks/context";
import { limitChecks } from "../../lib/content/checks/limits";
import { shipped } from "../shared/content";
import { work } from "../shared/work";
import { nrt, summary } from "./cases/files";
import { alter, readingProblems, withContent } from "./support";

const rule = shipped.detections.find(({ source }) => source.file === nrt)!;
const scheduled = shipped.detections.find(({ data }) => data.kind === "Scheduled")!;
const none = { ...shipped, tables: [], functions: [], detections: [], hunting: [], playbooks: [], summaries: [] };
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const problems = (changes: Partial<typeof shipped>): Problem[] => {
  const context = new CheckContext({ ...none, ...changes }, work);
  return limitChecks.flatMap((check) => check(context));
};
const limits = (changes: Partial<typeof shipped>) => [...new Set(problems(changes).map(({ message }) => message))];
const { guide, ...unguided } = rule;
const section = guide!.sections[0]!;

test.each([
  ["NRT rules", 50, (n: number) => ({ detections: times(n, unguided) })],
  ["Scheduled rules", 512, (n: number) => ({ detections: times(n, { ...scheduled, guide: undefined }) })],
  [
    "automation rules",
    512,
    (n: number) => ({
      detections: times(n - 30, scheduled),
      // Each starts in three ways.
      playbooks: times(10, shipped.playbooks.find(({ data }) => data.automationRule?.starts.length === 3)!),
    }),
  ],
  ["summary rules", 100, (n: number) => ({ summaries: times(n, shipped.summaries[0]!) })],
])("%s: %i and no more", (what, most, build) => {
  expect(limits(build(most) as object)).toEqual([]);
  expect(limits(build(most + 1) as object)).toEqual([`there are ${most + 1} ${what}; a workspace takes ${most}`]);
});

test("an automation rule adds 20 tasks and no more", () => {
  const guided = (n: number) => ({ detections: [{ ...rule, guide: { ...guide!, sections: times(n, section) } }] });
  expect(limits(guided(20))).toEqual([]);
  expect(problems(guided(21))).toMatchObject(
    [{ code: "automation/actions", file: guide!.file, message: /21 actions.*takes 20/ }].map((problem) => ({
      ...problem,
      message: expect.stringMatching(problem.message),
    })),
  );
});

/** What reading says about one changed file. */
const reading = (file: string, from: string | RegExp, to: string) =>
  withContent({ [file]: alter({ file, from, to }).text }, readingProblems).map(({ code }) => code);
const mapping = (fields: number) =>
  `  - entityType: Host\n    fieldMappings:\n${"      - { identifier: HostName, columnName: DstDomain }\n".repeat(fields)}`;
const details = (count: number) =>
  `customDetails:\n${times(count, 0)
    .map((_, i) => `  Detail${i}: DstDomain\n`)
    .join("")}`;

test.each([
  [
    "characters of a query",
    10_000,
    /query: \|\n[\s\S]*?\nentityMappings/,
    (n: number) => `query: ${JSON.stringify("x".repeat(n))}\nentityMappings`,
  ],
  [
    "entity mappings",
    10,
    /entityMappings:\n[\s\S]*?\ncustomDetails/,
    (n: number) => `entityMappings:\n${mapping(1).repeat(n)}customDetails`,
  ],
  [
    "identifiers of an entity",
    3,
    /entityMappings:\n[\s\S]*?\ncustomDetails/,
    (n: number) => `entityMappings:\n${mapping(n)}customDetails`,
  ],
  [
    "custom details",
    20,
    /customDetails:\n[\s\S]*?\nalertDetailsOverride/,
    (n: number) => `${details(n)}alertDetailsOverride`,
  ],
  [
    "characters of an alert's name",
    256,
    /alertDisplayNameFormat: .*/,
    (n: number) => `alertDisplayNameFormat: ${"x".repeat(n)}`,
  ],
  [
    "characters of its description",
    5000,
    /alertDescriptionFormat: .*/,
    (n: number) => `alertDescriptionFormat: ${"x".repeat(n)}`,
  ],
])("%s: %i and no more", (_what, most, from, write) => {
  expect(reading(nrt, from, write(most))).toEqual([]);
  expect(reading(nrt, from, write(most + 1))).toHaveLength(1);
});

test("a summary rule waits four minutes at least and a day at most", () => {
  const wait = (minutes: number) => reading(summary, /binDelayMinutes: \d+/, `binDelayMinutes: ${minutes}`);
  expect([...wait(4), ...wait(1440)]).toEqual([]);
  expect(wait(3)).toHaveLength(1);
  expect(wait(1441)).toHaveLength(1);
});
