import type { ConnectorItem } from "../kinds/connector";
import type { Problem } from "../problem";
import type { Path } from "../source-file";
import { suggestFrom } from "../suggest";
import { type Check, type CheckContext, toProblems } from "./context";
import { checkTemplateMarkers } from "./template-markers";

/** The connector's page: its tables exist, its queries bind, and the one about connectivity answers the question. */
export const checkConnector: Check = (context) => {
  const { connector } = context.content;
  return connector ? connectorProblems(context, connector) : [];
};

function connectorProblems(context: CheckContext, { data, source }: ConnectorItem): Problem[] {
  const tables = context.content.tables.filter(({ data: { plan, feature } }) => plan === "Analytics" && !feature);
  const names = tables.map((table) => table.data.name);
  return [
    ...data.dataTypes.flatMap((name, i) =>
      names.includes(name)
        ? []
        : [
            source.problem(["dataTypes", i], "connector/data-type", `"${name}" is no Analytics table of the solution`, {
              suggestion: suggestFrom(name, names),
            }),
          ],
    ),
    ...queryProblems(context, source, ["isConnected"], data.isConnected, "IsConnected"),
    ...data.sampleQueries.flatMap(({ query }, i) =>
      queryProblems(context, source, ["sampleQueries", i, "query"], query),
    ),
  ];
}

function queryProblems(
  context: CheckContext,
  source: ConnectorItem["source"],
  path: Path,
  query: string,
  answer?: string,
): Problem[] {
  const markers = checkTemplateMarkers(source, path, query);
  if (markers.length > 0) return markers;
  const { diagnostics, columns } = context.analyze(source, path, query);
  const problems = toProblems(source, diagnostics);
  if (problems.some(({ severity }) => severity === "error") || !answer) return problems;
  return columns.some(({ name, type }) => name === answer && type === "bool")
    ? problems
    : [
        ...problems,
        source.problem(path, "connector/is-connected", `the query does not return a bool column ${answer}`, {
          suggestion: `end it with | project ${answer} = ...`,
        }),
      ];
}
