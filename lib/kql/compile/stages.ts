import type { Node } from "../language/node";
import type { Relation } from "../plan/relation";
import type { Column } from "../types";

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

/** The query's text with a pipe replaced by the name of the table that holds its rows; places stay where they were. */
export function withStageTable(text: string, pipe: { start: number; end: number }, table: string): string {
  const replaced = text.slice(pipe.start, pipe.end);
  const name = `['${table}']`;
  const padding = replaced.slice(name.length).replace(/[^\n]/g, " ");
  return text.slice(0, pipe.start) + name + padding + text.slice(pipe.end);
}
