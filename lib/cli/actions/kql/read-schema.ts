import { readFileSync } from "node:fs";
import { type KqlSchema, type KqlType, kqlTypes } from "@sentinel-agent-identities/kql";
import { ContentError, checkSchema, readNamedContent, SourceFile } from "../../../content";
import { kqlSchemaOf } from "../../../content/kql-schema";
import { packageRoot } from "../../../package";

const columns = { type: "object", additionalProperties: { enum: kqlTypes } } as const;

/** A schema file: tables with their columns, saved functions, watchlists. */
export const kqlSchemaFileSchema = {
  $id: "kql-schema.schema.json",
  title: "What KQL queries may name",
  type: "object",
  required: ["tables"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    tables: { type: "object", additionalProperties: columns, description: "column types by table and column" },
    functions: {
      type: "object",
      description: "saved functions by name",
      additionalProperties: {
        type: "object",
        required: ["body"],
        additionalProperties: false,
        properties: {
          parameters: { type: "string", description: "as Kusto writes them: (agent:string, window:timespan=14d)" },
          body: { type: "string" },
        },
      },
    },
    watchlists: { type: "object", additionalProperties: columns, description: "columns of _GetWatchlist by alias" },
  },
} as const;

interface SchemaFile {
  readonly tables: Record<string, Record<string, KqlType>>;
  readonly functions?: Record<string, { parameters?: string; body: string }>;
  readonly watchlists?: Record<string, Record<string, KqlType>>;
}

/**
 * The schema queries are bound against.
 * @throws ContentError when the file is not a schema
 */
export function readKqlSchema(path: string | undefined): KqlSchema {
  if (path === undefined) return kqlSchemaOf(readNamedContent(packageRoot()));
  const source = SourceFile.parse(readFileSync(path, "utf8"), path);
  const problems = checkSchema(source, kqlSchemaFileSchema);
  if (problems.length > 0) throw new ContentError(problems);
  const { tables, functions = {}, watchlists = {} } = source.data as SchemaFile;
  const listed = (record: Record<string, KqlType>) => Object.entries(record).map(([name, type]) => ({ name, type }));
  return {
    tables: Object.entries(tables).map(([name, record]) => ({ name, columns: listed(record) })),
    functions: Object.entries(functions).map(([name, { parameters, body }]) => ({
      name,
      body,
      ...(parameters ? { parameters } : {}),
    })),
    lookups: [
      {
        functionName: "_GetWatchlist",
        common: [{ name: "SearchKey", type: "string" }],
        variants: Object.fromEntries(Object.entries(watchlists).map(([alias, record]) => [alias, listed(record)])),
      },
    ],
  };
}
