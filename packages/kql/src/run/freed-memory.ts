import { machineMemory } from "./machine-memory";

/** The share of the machine that DuckDB takes when no limit is given: its own default. */
const share = 0.8;
/** Growth that is worth some milliseconds of giving back. */
const worthwhile = 256e6;

/**
 * Gives memory back that DuckDB has freed. Its allocator keeps freed memory in pieces, which statements of other sizes
 * cannot use: after some hundred of them a process holds three times what it needs. Setting DuckDB's limit, to what it
 * is, makes it hand back what it can.
 */
export class FreedMemory {
  private floor = process.memoryUsage.rss();

  /** @param memoryLimit such as `2GB`. Default: 80 % of the machine's memory */
  constructor(readonly memoryLimit = `${Math.floor((machineMemory() * share) / 1e6)}MB`) {}

  /** Whether there may be much to give back since the last time. */
  get isMuch(): boolean {
    return process.memoryUsage.rss() > this.floor + worthwhile;
  }

  async giveBack(run: (sql: string) => Promise<unknown>): Promise<void> {
    try {
      await run(`SET memory_limit = '${this.memoryLimit}'`);
    } catch {
      // DuckDB is at its limit just now: there is nothing to give back.
    }
    this.floor = process.memoryUsage.rss();
  }
}
