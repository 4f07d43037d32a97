import { packageRoot, readContent } from "../content";
import { builtinTables } from "../log-analytics";
import { FleetError } from "./errors";
import type { Row } from "./row";

/** What a stream or table takes. */
export interface TargetSchema {
  readonly name: string;
  /** types by column */
  readonly columns: Readonly<Record<string, string>>;
  /** a stream: every declared field must be there, null where there is no value */
  readonly stream: boolean;
}

let known: ReadonlyMap<string, TargetSchema> | undefined;

/** Streams of this package's pipeline and tables that every workspace has, by name. Read once. */
export function targetSchemas(): ReadonlyMap<string, TargetSchema> {
  known ??= new Map([...streams(), ...tables()].map((schema) => [schema.name, schema]));
  return known;
}

function streams(): TargetSchema[] {
  return readContent(packageRoot())
    .tables.flatMap(({ data }) => data.streams ?? [])
    .map(({ name, columns }) => ({
      name,
      stream: true,
      columns: typesOf(columns.filter(({ stamped }) => !stamped)),
    }));
}

function tables(): TargetSchema[] {
  return builtinTables().map(({ name, columns }) => ({ name, stream: false, columns: typesOf(columns) }));
}

function typesOf(columns: readonly { readonly name: string; readonly type: string }[]): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

/** Completes rows of one stream or table: streams get null for what a row leaves out. */
export function completer(schema: TargetSchema): (row: Row) => Row {
  const blank = schema.stream ? Object.fromEntries(Object.keys(schema.columns).map((name) => [name, null])) : undefined;
  return (row) => {
    for (const name in row)
      if (!(name in schema.columns))
        throw new FleetError(`${schema.name} has no column ${name}`, "the generator and the pipeline disagree");
    return blank ? { ...blank, ...row } : row;
  };
}
