import type { Column } from "../types";

/** A DuckDB that runs SQL: in this process or in a child. Values are in storage form (see `values/storage.ts`). */
export interface Engine {
  /** Runs statements that return nothing. @param lane as in `columns` */
  run(sql: string, lane?: number): Promise<void>;
  /**
   * Runs a query and returns its rows, column by column.
   * @param lane 0 or 1: statements of different lanes may run at the same time. @default 0
   * @param growth bytes by which the process may grow meanwhile. @default - as much as any statement
   */
  columns(sql: string, lane?: number, growth?: number): Promise<unknown[][]>;
  /**
   * Bytes that the process took at most while the last statement of a lane ran, beyond what the pages of a file may take;
   * 0 where that is not known.
   */
  peak(lane: number): number;
  /** Appends rows given column by column. @param lane as in `columns` */
  append(
    table: string,
    columns: readonly Column[],
    data: readonly (readonly unknown[])[],
    lane?: number,
  ): Promise<void>;
  /** Puts rows that came in into the least space; nothing where that happens by itself, or not at all. */
  compact(): Promise<void>;
  /** Stops what is running. @param lane where. @default - everywhere */
  interrupt(lane?: number): void;
  close(): void;
}

/** Limits of an engine. */
export interface EngineOptions {
  /** Threads of DuckDB. One (the default) makes the order of rows repeat. */
  readonly threads?: number;
  /** Such as `2GB`. Default: DuckDB's own, 80 % of the machine. */
  readonly memoryLimit?: string;
  /**
   * File that holds the tables: they may be larger than memory, and are there again when it is opened again. What was
   * written in a transaction that had not ended is not. Not together with `isolation`. Default: memory.
   */
  readonly path?: string;
  /** Tables in memory take as little of it as in a file, once they are compacted. Not together with `path` or `isolation`. */
  readonly compressed?: boolean;
  /**
   * Plans a query once for all its runs of the same times: right for few queries that run over ever other rows of small
   * tables. Plans then look at no statistics. Not together with `isolation`.
   */
  readonly repeats?: boolean;
  /**
   * Runs DuckDB in a child process, so that a query that runs away can be killed: the memory limit then holds for the
   * whole child, and the tables outlive a kill. Default: in this process.
   */
  readonly isolation?: {
    /** Wall-clock time one statement may take, in milliseconds. Default: 180,000, as a log query in Azure. */
    readonly timeout?: number;
  };
}

/** @throws RangeError for options that exclude each other */
export function refuseMixed({ isolation, repeats, path, compressed }: EngineOptions): void {
  if (isolation && repeats)
    throw new RangeError("plans are not kept in a child process: leave out repeats, or isolation");
  if (isolation && path !== undefined)
    throw new RangeError("a child process has a file of its own: leave out path, or isolation");
  if (compressed && (isolation || path !== undefined))
    throw new RangeError("tables in a file are compressed by themselves: leave out compressed");
}
