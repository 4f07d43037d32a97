import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import { type Check, type CheckContext, toProblems } from "./context";
import { unreadableTables } from "./readable-tables";
import { checkResultColumns } from "./result-columns";
import { checkTemplateMarkers } from "./template-markers";

/** Analytics rules: the query binds, Sentinel accepts it, and everything taken from its rows is really there. */
export const checkDetectionQueries: Check = (context) =>
  context.content.detections.flatMap((item) => queryProblems(context, item));

function queryProblems(context: CheckContext, item: DetectionItem): Problem[] {
  const { source, data } = item;
  const path = ["query"];
  // Deployed as they stand: a stranger's may hold what a rule here would only hold by mistake.
  const markers = data.origin === "imported" ? [] : checkTemplateMarkers(source, path, data.query);
  if (markers.length > 0) return markers;
  const analysis = context.analyze(source, path, data.query);
  const problems = [
    ...toProblems(source, analysis.diagnostics),
    ...unreadableTables(context.content, source, path, analysis.tables),
  ];
  return problems.some((p) => p.severity === "error")
    ? problems
    : [...problems, ...checkResultColumns(item, analysis.columns)];
}
