import type { Column, KqlSchema } from "@sentinel-agent-identities/kql";
import { asimFunctions, builtinTables, standardColumns, watchlistColumns, watchlistFunction } from "../log-analytics";
import type { Content } from "./content";
import { parameterList } from "./kinds/function";
import type { ColumnSpec } from "./kinds/table";

/** Everything that the content's queries may name: its own tables, functions and watchlists, and the built-in tables. */
export function kqlSchemaOf(content: Pick<Content, "tables" | "functions" | "watchlists">): KqlSchema {
  const own = content.tables.map(({ data }) => ({
    name: data.name,
    columns: [...toKqlColumns(data.columns), ...standardColumns],
  }));
  const names = new Set(own.map((t) => t.name));
  return {
    tables: [...own, ...builtinTables().filter((t) => !names.has(t.name))],
    functions: [
      ...asimFunctions,
      ...content.functions.map(({ data }) => ({
        name: data.name,
        parameters: `(${parameterList(data)})`,
        body: data.query,
      })),
    ],
    lookups: [
      {
        functionName: watchlistFunction,
        common: watchlistColumns,
        variants: Object.fromEntries(
          content.watchlists.map(({ data }) => [
            data.alias,
            data.columns.map((c) => ({ name: c.name, type: "string" as const })),
          ]),
        ),
      },
    ],
  };
}

/** Content columns as the query language types them. */
export function toKqlColumns(columns: readonly ColumnSpec[]): Column[] {
  return columns.map(({ name, type }) => ({ name, type: type === "boolean" ? "bool" : type }));
}
