import { builtinTables, tablesAlwaysThere } from "../../log-analytics";
import type { Problem } from "../problem";
import type { Check } from "./context";
import { everyQuery } from "./every-query";

const code = "query/missing-table";

/**
 * A built-in table may not exist yet when a rule is created, and Azure refuses what does not resolve: every query has to
 * bind in a workspace that has none of them but those that are always there.
 */
export const checkMissingTables: Check = (context) => {
  const optional = new Set(
    builtinTables()
      .map(({ name }) => name)
      .filter((name) => !tablesAlwaysThere.has(name) && !context.content.tables.some((t) => t.data.name === name)),
  );
  const { schema } = context;
  const binder = context.binderOf({ ...schema, tables: schema.tables.filter(({ name }) => !optional.has(name)) });
  return everyQuery(context.content)
    .filter(({ text }) => text.match(/\w+/g)?.some((word) => optional.has(word)))
    .filter(({ analyze }) => !analyze(context).diagnostics.some(isError))
    .flatMap(({ source, analyze }) =>
      analyze(context, binder)
        .diagnostics.filter(isError)
        .map(({ line, column, message }): Problem => {
          const name = /'(\w+)'/.exec(message)?.[1] ?? "";
          const said = optional.has(name)
            ? `${name} may not exist yet, and Azure refuses a query that reads it alone`
            : `where a built-in table does not exist yet, ${message.replace(/\.$/, "")}`;
          const table = optional.has(name) ? name : "Table";
          return {
            code,
            severity: "error",
            message: said,
            file: source.file,
            line,
            column,
            suggestion: `write union isfuzzy=true (datatable(Column:type, …)[]), (${table} | …), with every column that is read`,
          };
        }),
    );
};

const isError = ({ severity }: { readonly severity: string }): boolean => severity === "error";
