import type { Content, DetectionItem, DetectionTestSpec, HuntingItem, HuntingTestSpec } from "../content";

/** One test of a rule, as its file has it. */
export type RuleTest = DetectionTestSpec["tests"][number];
/** One test of a hunting query, as its file has it. */
export type HuntingTest = HuntingTestSpec["tests"][number];
/** What both say: when the query runs, and over what. */
export type TestInput = Omit<RuleTest, "expect">;

/** A query with its tests, as plain data: a worker knows nothing of files' sources. */
interface Job<Test> {
  /** its name for people, which no other has */
  readonly title: string;
  /** folder of its file, for fixtures its tests name */
  readonly folder: string;
  readonly tests: readonly Test[];
}

/** An analytics rule with its tests. */
export type RuleJob = Job<RuleTest>;
/** A hunting query with its tests. */
export type HuntingJob = Job<HuntingTest>;

/** Whether a rule or hunting query is meant by one of the names, by its path, or by that of its folder; all are when there are none. */
export function isNamed({ name, data, source }: DetectionItem | HuntingItem, names: readonly string[]): boolean {
  const path = source.file.replace(/\.yaml$/, "");
  const known: readonly string[] = [name, path, ...data.tags];
  const isMeant = (wanted: string) => known.includes(wanted) || path.startsWith(`${wanted}/`);
  return names.length === 0 || names.some((wanted) => isMeant(wanted.replace(/^\.\/|(\.test)?\.yaml$|\/$/g, "")));
}

type Tested<Item extends { readonly tests?: unknown }> = Item & Required<Pick<Item, "tests">>;
/** A rule that has tests. */
export type TestedRule = Tested<DetectionItem>;
/** A hunting query that has tests. */
export type TestedHunting = Tested<HuntingItem>;

/** The rules that are meant and have tests. */
export function testedRules({ detections }: Content, names: readonly string[]): TestedRule[] {
  return detections.filter((item): item is TestedRule => item.tests !== undefined && isNamed(item, names));
}

/** The hunting queries that are meant and have tests. */
export function testedHunting({ hunting }: Content, names: readonly string[]): TestedHunting[] {
  return hunting.filter((item): item is TestedHunting => item.tests !== undefined && isNamed(item, names));
}

export const ruleJob = ({ data, folder, tests }: TestedRule): RuleJob => ({
  title: data.name,
  folder,
  tests: tests.data.tests,
});

export const huntingJob = ({ data, folder, tests }: TestedHunting): HuntingJob => ({
  title: data.name,
  folder,
  tests: tests.data.tests,
});
