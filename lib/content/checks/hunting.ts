import type { HuntingItem } from "../kinds/hunting";
import type { Problem } from "../problem";
import type { Check, CheckContext } from "./context";
import { toProblems } from "./context";
import { checkMappedColumns } from "./result-columns";
import { checkTemplateMarkers } from "./template-markers";

/** Hunting queries: they bind, map columns they return, and are shown to find something. */
export const checkHunting: Check = (context) =>
  context.content.hunting.flatMap((item) => [...queryProblems(context, item), ...testProblems(item)]);

function queryProblems(context: CheckContext, { source, data }: HuntingItem): Problem[] {
  const path = ["query"];
  const markers = checkTemplateMarkers(source, path, data.query);
  if (markers.length > 0) return markers;
  const analysis = context.analyze(source, path, data.query);
  const problems = toProblems(source, analysis.diagnostics);
  return problems.some(({ severity }) => severity === "error")
    ? problems
    : [...problems, ...checkMappedColumns(source, data.entityMappings ?? [], analysis.columns)];
}

function testProblems({ source, tests }: HuntingItem): Problem[] {
  if (!tests) {
    return [
      source.problem([], "hunting/no-tests", "the query has no tests", {
        suggestion: `write ${source.file.replace(/\.yaml$/, ".test.yaml")}`,
      }),
    ];
  }
  return tests.data.tests.some(({ expect }) => expect.rows.length > 0)
    ? []
    : [tests.source.problem(["tests"], "hunting/no-finding-test", "no test makes the query find anything")];
}
