import type { Content, DetectionItem, DetectionTestSpec } from "../content";

/** One test of a rule, as its file has it. */
export type TestCase = DetectionTestSpec["tests"][number];

/** A rule with its tests, as plain data: a worker knows nothing of files' sources. */
export interface RuleJob {
  /** the rule's file name, without `.yaml` */
  readonly detection: string;
  /** the rule's GUID */
  readonly ruleId: string;
  /** folder of the rule's file, for fixtures its tests name */
  readonly folder: string;
  readonly tests: readonly TestCase[];
}

/** Whether a rule is meant by one of the names; all rules are when there are none. */
export function isNamed(detection: DetectionItem, names: readonly string[]): boolean {
  return (
    names.length === 0 ||
    names.some((name) => name === detection.name || detection.data.tags.some((tag) => tag === name))
  );
}

/** The rules that are meant and have tests. */
export function testedRules(content: Content, names: readonly string[]): TestedRule[] {
  return content.detections.filter(
    (detection): detection is TestedRule => detection.tests !== undefined && isNamed(detection, names),
  );
}

/** A rule that has tests. */
export type TestedRule = DetectionItem & Required<Pick<DetectionItem, "tests">>;

export function jobOf({ name, data, folder, tests }: TestedRule): RuleJob {
  return { detection: name, ruleId: data.id, folder, tests: tests.data.tests };
}
