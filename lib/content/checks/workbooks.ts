import type { WorkbookItem } from "../kinds/workbook";
import type { Problem } from "../problem";
import { workbookQueries } from "../workbook-queries";
import { type Check, type CheckContext, toProblems } from "./context";
import { checkTemplateMarkers } from "./template-markers";

/** Workbooks: every tile's query binds against the tables it will run on. */
export const checkWorkbooks: Check = (context) =>
  context.content.workbooks.flatMap((item) => workbookProblems(context, item));

function workbookProblems(context: CheckContext, { template }: WorkbookItem): Problem[] {
  const queries = workbookQueries(template.data);
  if (queries.length === 0) {
    return [
      template.problem([], "workbook/no-query", "no item of the workbook holds a query", {
        suggestion: "paste the template from the workbook editor's advanced view",
      }),
    ];
  }
  return queries.flatMap(({ path, text }) => {
    const markers = checkTemplateMarkers(template, path, text);
    return markers.length > 0 ? markers : toProblems(template, context.analyze(template, path, text).diagnostics);
  });
}
