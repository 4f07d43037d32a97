/** A row as JSON: column by name. */
export type Row = Record<string, unknown>;

/** A row on its way to a stream or table. */
export interface TimedRow {
  /** stream or table */
  readonly target: string;
  /** TimeGenerated, in milliseconds */
  readonly time: number;
  readonly row: Row;
  /** when it reaches the workspace, in milliseconds; undefined: at once */
  readonly arrival?: number;
}

/** Takes rows. */
export type Sink = (target: string, time: number, row: Row) => void;
