import type { Analysis } from "../analysis";
import type { Node } from "../language/node";
import type { Relation } from "../plan/relation";
import type { Column, KqlType, TableSchema } from "../types";

/** What a plugin found in its input, and the rows it makes of them. */
export interface StageResult {
  readonly columns: readonly Column[];
  /** A SELECT over the stored input that returns these columns. */
  readonly rows: string;
}

/** Runs SQL on the input, once it is stored under this name; returns columns of values. */
export type Inspect = (sql: string) => Promise<unknown[][]>;

/** A plugin whose result columns depend on the data. */
export interface StagePlan {
  /** The plugin's input. */
  readonly input: Relation;
  /** Looks at the stored input and says what comes out. */
  readonly finish: (table: string, inspect: Inspect) => Promise<StageResult>;
}

/**
 * Thrown while a query is compiled, when an operator's columns are known only at run time: what is before it runs
 * first, and the query is bound again with the rows it gave.
 */
export class StageNeeded extends Error {
  constructor(
    readonly plan: StagePlan,
    /** The pipe up to and including the plugin. */
    readonly pipe: Node,
  ) {
    super("the columns are known only when the query runs");
    this.name = "StageNeeded";
  }
}

type Bind = (table: TableSchema) => Analysis;
type Bound = { readonly analysis: Analysis; readonly table: TableSchema };

const isValid = ({ analysis }: Bound): boolean => !analysis.diagnostics.some(({ severity }) => severity === "error");

/**
 * Without rows nothing says which columns a plugin would have made: those that the rest of the query names are taken
 * to be there, empty, and of a type that the rest accepts. Whatever it makes of no rows is right either way.
 */
export function withAssumedColumns(table: TableSchema, bind: Bind): Bound {
  const dynamic = assuming("dynamic", table, bind);
  if (isValid(dynamic)) return dynamic;
  const text = assuming("string", table, bind);
  return isValid(text) ? text : dynamic;
}

function assuming(type: KqlType, table: TableSchema, bind: Bind): Bound {
  const analysis = bind(table);
  const unknown = analysis.diagnostics.flatMap(({ code, message }) => {
    const name = code === "KS142" ? /^The name '(.+?)' does not refer/.exec(message)?.[1] : undefined;
    return name && !table.columns.some((column) => column.name === name) ? [name] : [];
  });
  if (unknown.length === 0) return { analysis, table };
  const assumed = [...new Set(unknown)].map((name): Column => ({ name, type }));
  return assuming(type, { ...table, columns: [...table.columns, ...assumed] }, bind);
}

/** The query's text with a pipe replaced by the name of the table that holds its rows; places stay where they were. */
export function withStageTable(text: string, pipe: { start: number; end: number }, table: string): string {
  const replaced = text.slice(pipe.start, pipe.end);
  const name = `['${table}']`;
  const padding = replaced.slice(name.length).replace(/[^\n]/g, " ");
  return text.slice(0, pipe.start) + name + padding + text.slice(pipe.end);
}
