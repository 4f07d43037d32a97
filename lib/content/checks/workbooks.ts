import type { WorkbookItem } from "../kinds/workbook";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";
import { suggestFrom } from "../suggest";
import { columnReferences, meansOneOf } from "../workbook-columns";
import { parameterReferences, parametersOf } from "../workbook-parameters";
import { workbookQueries } from "../workbook-queries";
import { type Check, type CheckContext, toProblems } from "./context";
import { checkTemplateMarkers } from "./template-markers";

/** Workbooks: every tile's query binds against the tables it will run on, and its settings name columns and parameters that there are. */
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
  const tiles = queries.flatMap(({ path, text }) => {
    const markers = checkTemplateMarkers(template, path, text);
    if (markers.length > 0) return markers;
    const { diagnostics, columns } = context.analyze(template, path, text);
    const problems = toProblems(template, diagnostics);
    // What a plugin makes of the rows is known when it runs.
    const known = problems.length === 0 && !/\bevaluate\b/.test(text);
    return known
      ? unknownColumns(
          template,
          path.slice(0, -1),
          columns.map(({ name }) => name),
        )
      : problems;
  });
  return [...tiles, ...unknownParameters(template)];
}

function unknownColumns(template: SourceFile, path: Path, columns: readonly string[]): Problem[] {
  const content = path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], template.data);
  return columnReferences(content, path)
    .filter((reference) => !meansOneOf(reference, columns))
    .map(({ name, path: at }) =>
      template.problem(at, "workbook/unknown-column", `the tile's query has no column "${name}"`, {
        suggestion: suggestFrom(name.replace(/^\^|\$$/g, ""), columns),
      }),
    );
}

function unknownParameters(template: SourceFile): Problem[] {
  const set = parametersOf(template.data);
  return parameterReferences(template.data)
    .filter(({ name }) => !set.includes(name))
    .map(({ name, path, offset }) => ({
      code: "workbook/unknown-parameter",
      severity: "error",
      message: `nothing in the workbook sets the parameter "${name}": the portal would leave it as it stands`,
      file: template.file,
      ...template.placesOf(path)(offset),
      suggestion: set.length > 0 ? suggestFrom(name, set) : "add it to a parameters item, or hand it on from a tile",
    }));
}
