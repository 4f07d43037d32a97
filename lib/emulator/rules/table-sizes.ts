import type { KqlDatabase } from "../../kql";
import type { PlannedRun } from "./schedule";

/** How many rows tables have for each hour of the time they cover, so that the size of a statement can be foreseen. */
export class TableSizes {
  private readonly perMillisecond = new Map<string, number>();

  /** Measures the tables once: what comes in while time passes is little beside what was there. */
  static async of(database: KqlDatabase, tables: readonly string[]): Promise<TableSizes> {
    const sizes = new TableSizes();
    for (const table of tables) {
      const { rows, milliseconds } = await database.extent(table);
      // Rows that all came at once are seen as often as a row can be.
      sizes.perMillisecond.set(table, rows / Math.max(milliseconds, 1));
    }
    return sizes;
  }

  /** The longest time, in milliseconds, for whose runs the sum of what each sees stays under a limit. */
  longest(tables: readonly string[], { sees }: PlannedRun, step: number, limit: number): number {
    const perRun = sees.map(({ from, to }) => (from === undefined || to === undefined ? Infinity : to - from));
    const window = Math.min(...perRun);
    const rate = tables.reduce((sum, table) => sum + (this.perMillisecond.get(table) ?? 0), 0);
    if (!Number.isFinite(window) || rate === 0) return Infinity;
    return Math.max(1, Math.floor(limit / Math.max(1, rate * window))) * step;
  }
}
