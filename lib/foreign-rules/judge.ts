import type { WorkCache } from "../cache";
import { type Content, checkContent, type Problem } from "../content";
import type { Progress } from "../progress";
import type { ForeignRule } from "./read-foreign";

/**
 * Holds rules to what Sentinel takes, with the tables and functions of a content, and to the rules that it has.
 * @returns the rules with all that was found about each
 */
export function judged(
  rules: readonly ForeignRule[],
  content: Content,
  cache?: WorkCache,
  progress?: Progress,
): ForeignRule[] {
  const sound = rules.filter(({ problems }) => !problems.some(isError));
  const found = checkContent(besides(content, sound), cache, progress).map(withHint);
  return rules.map((rule) => ({
    ...rule,
    problems: [
      ...rule.problems,
      ...(sound.includes(rule) ? [...taken(rule, content), ...found.filter((one) => isAbout(rule, sound, one))] : []),
    ],
  }));
}

/** Custom tables and other solutions' parsers are in the workspace, and not here. */
const withHint = (problem: Problem): Problem =>
  /^KS2(04|11)$/.test(problem.code) && !/did you mean/.test(problem.suggestion ?? "")
    ? {
        ...problem,
        suggestion: "if the workspace has it, describe it here: agentid new table NAME, or agentid new function NAME",
      }
    : problem;

const isError = ({ severity }: Problem): boolean => severity === "error";

/** What queries may name, and rules of strangers in place of the content's. */
export const besides = (content: Content, rules: readonly ForeignRule[]): Content => ({
  ...content,
  workspaceTransforms: [],
  summaries: [],
  detections: rules.map(({ item }) => item),
  hunting: [],
  workbooks: [],
  playbooks: [],
  governance: [],
  connector: undefined,
});

/** Of the rules of a file, a place belongs to the last that begins before it. */
function isAbout(rule: ForeignRule, rules: readonly ForeignRule[], { file, line, column }: Problem): boolean {
  const before = ({ start }: ForeignRule) => start.line < line || (start.line === line && start.column <= column);
  return rules.filter((one) => one.file === file && before(one)).at(-1) === rule;
}

function taken({ item }: ForeignRule, { detections }: Content): Problem[] {
  const { source, data, name } = item;
  const other = detections.find((one) => one.data.id === data.id || one.name === name);
  if (!other) return [];
  const isSame = other.data.id === data.id;
  return [
    source.problem(
      isSame ? ["id"] : ["name"],
      "import/taken",
      `${other.source.file} is ${isSame ? "this rule" : "called the same"} already`,
      {
        suggestion: isSame ? "delete that file to import the rule anew" : "rename one of them",
      },
    ),
  ];
}
