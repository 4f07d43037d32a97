import type { DetectionItem } from "../kinds/detection";
import { detectionId } from "../kinds/detection";
import type { Problem } from "../problem";
import { suggestFrom } from "../suggest";
import type { Check, CheckContext } from "./context";

/** Every rule proves itself both ways: rows that make it fire, rows that must not. */
export const checkDetectionTests: Check = (context) =>
  context.content.detections.flatMap((item) => [...catalogueId(item), ...testProblems(context, item)]);

function catalogueId(item: DetectionItem): Problem[] {
  return detectionId(item.data)
    ? []
    : [
        item.source.problem(["tags"], "rule/catalogue-id", "no tag names the catalogue id", {
          suggestion: "add a tag such as AIC-046",
        }),
      ];
}

function testProblems(context: CheckContext, item: DetectionItem): Problem[] {
  if (!item.tests) {
    return [
      item.source.problem([], "rule/no-tests", "the rule has no tests", {
        suggestion: `write ${item.source.file.replace(/\.yaml$/, ".test.yaml")}`,
      }),
    ];
  }
  const { data, source } = item.tests;
  const problems: Problem[] = [];
  if (!data.tests.some((t) => t.expect.alerts.length > 0)) {
    problems.push(source.problem(["tests"], "rule/no-firing-test", "no test makes the rule fire"));
  }
  if (!data.tests.some((t) => t.expect.alerts.length === 0)) {
    problems.push(source.problem(["tests"], "rule/no-quiet-test", "no test shows rows the rule must stay quiet about"));
  }
  const aliases = context.content.watchlists.map((w) => w.data.alias);
  data.tests.forEach((test, t) => {
    if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(test.now) || Number.isNaN(Date.parse(test.now))) {
      problems.push(
        source.problem(["tests", t, "now"], "rule/test-time", `"${test.now}" is not a UTC instant`, {
          suggestion: "write one like 2026-03-02T10:00:00Z, in quotes",
        }),
      );
    }
    for (const alias of Object.keys(test.watchlists ?? {})) {
      if (!aliases.includes(alias)) {
        problems.push(
          source.problem(
            ["tests", t, "watchlists", alias],
            "rule/test-watchlist",
            `no watchlist has the alias "${alias}"`,
            { atKey: true, suggestion: suggestFrom(alias, aliases) },
          ),
        );
      }
    }
  });
  return problems;
}
