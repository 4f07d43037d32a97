import type { WorkCache } from "../cache";
import type { AnalyticsRule } from "./workspace/model";

/** How long events take from TimeGenerated to ingestion, in milliseconds, unless said otherwise. */
export const defaultLatency = 30_000;

/** Where a workspace keeps its rows, so that they may be more than memory holds, and another process goes on with them. */
export interface Store {
  /** file of the rows; it is made where there is none */
  readonly path: string;
  /** what the database may hold of it in memory, such as `2GB` */
  readonly memoryLimit: string;
}

/** How a workspace is opened. */
export interface EmulatorOptions {
  /** from TimeGenerated to ingestion, in milliseconds. @default - `defaultLatency` */
  readonly latency?: number;
  /** the same by stream or table, where it is another there. @default - none is */
  readonly latencies?: Readonly<Record<string, number>>;
  /** run these only. @default - every enabled rule */
  readonly rules?: readonly AnalyticsRule[];
  /** where rows are kept; only that workspace may open it whose rows they are. @default - in memory, with this process */
  readonly store?: Store;
  /** where compiled queries are kept. @default - with this process */
  readonly cache?: WorkCache;
}

/** What a query sees. */
export interface QueryOptions {
  readonly now: Date;
  /** only rows that had come in by then; default: all there are, whatever their time */
  readonly arrivedBy?: Date;
  /** only rows of that time by TimeGenerated, the end excluded */
  readonly generated?: { readonly from?: Date; readonly to?: Date };
}
