import { totalmem } from "node:os";
import { KqlRuntimeError } from "../errors";
import { bytesOf } from "./memory-size";

const interval = 50;
/** The share of the machine that a statement may take when no limit is given. */
const share = 0.5;

/** What this machine or its container has, in bytes. */
const available = (): number => {
  const constrained = process.constrainedMemory();
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem();
};

/** A statement that is being watched. */
export interface Watched {
  /** Whether it was stopped for its memory. */
  readonly exceeded: () => boolean;
  readonly end: () => void;
}

/**
 * Stops a statement by which the process grows beyond a limit: DuckDB's own limit does not cover lists and texts that
 * aggregates hold.
 */
export class MemoryWatch {
  private readonly limit: number;
  private readonly shown: string;

  /** @param memoryLimit such as `512MB`. Default: half of the machine's memory */
  constructor(memoryLimit: string | undefined) {
    this.limit = memoryLimit ? bytesOf(memoryLimit) : available() * share;
    this.shown = memoryLimit ?? `${Math.round(this.limit / 1e6)}MB`;
  }

  watch(stop: () => void): Watched {
    const before = process.memoryUsage.rss();
    let exceeded = false;
    const timer = setInterval(() => {
      if (process.memoryUsage.rss() - before < this.limit) return;
      exceeded = true;
      stop();
    }, interval).unref();
    return { exceeded: () => exceeded, end: () => clearInterval(timer) };
  }

  error(cause?: unknown): KqlRuntimeError {
    return memoryError(this.shown, cause);
  }
}

/** A query that needed more memory than it may take. @param limit such as `512MB` */
export const memoryError = (limit: string, cause?: unknown): KqlRuntimeError =>
  new KqlRuntimeError(`the query needed more than its memory limit of ${limit}`, "memory", { cause });
