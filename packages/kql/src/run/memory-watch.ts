import { KqlRuntimeError } from "../errors";
import { machineMemory } from "./machine-memory";
import { bytesOf } from "./memory-size";

const interval = 50;
/** The share of the machine that a statement may take when no limit is given. */
const share = 0.5;

/** A statement that is being watched. */
export interface Watched {
  /** The error of having been stopped for its memory; undefined when it was not. */
  readonly exceeded: () => KqlRuntimeError | undefined;
  /** Ends the watch. @returns bytes that the process took at most */
  readonly end: () => number;
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
    this.limit = memoryLimit ? bytesOf(memoryLimit) : machineMemory() * share;
    this.shown = memoryLimit ?? inMegabytes(this.limit);
  }

  /** @param growth bytes by which the process may grow meanwhile. @default - the limit of every statement */
  watch(stop: () => void, growth = this.limit): Watched {
    const before = process.memoryUsage.rss();
    let most = before;
    let exceeded = false;
    const look = (): void => {
      most = Math.max(most, process.memoryUsage.rss());
    };
    const timer = setInterval(() => {
      look();
      if (most - before < growth) return;
      exceeded = true;
      stop();
    }, interval).unref();
    return {
      exceeded: () => (exceeded ? memoryError(growth === this.limit ? this.shown : inMegabytes(growth)) : undefined),
      end: () => {
        clearInterval(timer);
        look();
        return most;
      },
    };
  }

  error(cause?: unknown): KqlRuntimeError {
    return memoryError(this.shown, cause);
  }
}

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1e6)}MB`;

/** A query that needed more memory than it may take. @param limit such as `512MB` */
export const memoryError = (limit: string, cause?: unknown): KqlRuntimeError =>
  new KqlRuntimeError(`the query needed more than its memory limit of ${limit}`, "memory", { cause });
