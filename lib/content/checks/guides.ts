import { limits } from "../../limits";
import type { DetectionItem } from "../kinds/detection";
import type { Guide } from "../kinds/guide";
import type { Problem } from "../problem";
import { suggestFrom } from "../suggest";
import type { Check, CheckContext } from "./context";

/** The sections of every guide, in this order; each becomes a task of the incident. */
const guideSections = ["What it means", "First look", "Decide", "Respond"] as const;

/** Each section is a task of the incident. */
const longestTask = limits["automation/task-length"].value;

/** Every rule has an investigation guide, with all its sections and queries that run. */
export const checkGuides: Check = (context) =>
  context.content.detections.flatMap((item) =>
    item.guide ? [...sectionProblems(item.guide), ...queryProblems(context, item.guide)] : [missing(item)],
  );

const missing = ({ source }: DetectionItem): Problem =>
  source.problem([], "guide/missing", "the rule has no investigation guide", {
    suggestion: `write ${source.file.replace(/\.yaml$/, ".guide.md")}, with the sections ${guideSections.join(", ")}`,
  });

function sectionProblems({ file, sections }: Guide): Problem[] {
  const problem = (line: number, code: string, message: string, suggestion?: string): Problem => ({
    file,
    line,
    column: 1,
    severity: "error",
    code,
    message,
    ...(suggestion ? { suggestion } : {}),
  });
  const titles = sections.map(({ title }) => title);
  const known: readonly string[] = guideSections;
  return [
    ...sections
      .filter(({ title }) => !known.includes(title))
      .map(({ title, line }) =>
        problem(line, "guide/unknown-section", `"${title}" is no section of a guide`, suggestFrom(title, known)),
      ),
    ...known
      .filter((title) => !titles.includes(title))
      .map((title) => problem(1, "guide/missing-section", `the guide has no section "${title}"`, `add ## ${title}`)),
    ...sections
      .filter(({ text }) => text.length === 0 || text.length > longestTask)
      .map(({ title, line, text }) =>
        problem(
          line,
          "guide/section-length",
          `section "${title}" has ${text.length} characters; an incident task holds 1 to ${longestTask}`,
        ),
      ),
  ];
}

function queryProblems({ binder }: CheckContext, { file, queries }: Guide): Problem[] {
  if (queries.length === 0) {
    return [
      {
        file,
        line: 1,
        column: 1,
        severity: "error",
        code: "guide/no-query",
        message: "no query to look with",
        suggestion: "add one in a fence named kusto",
      },
    ];
  }
  return queries.flatMap(({ text, locate }) =>
    binder
      .findings(text, { file, locate })
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code, message, line, column, suggestion }) => ({
        file,
        line,
        column,
        severity: "error" as const,
        code,
        message,
        ...(suggestion ? { suggestion } : {}),
      })),
  );
}
