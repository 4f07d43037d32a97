import type { KqlDatabase } from "@sentinel-agent-identities/kql";

/** How many rows tables have for the time they cover, so that the size of a statement can be foreseen. */
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

  /** About how many rows all tables have in a stretch of time, in milliseconds. */
  allIn(milliseconds: number): number {
    return this.rowsIn([...this.perMillisecond.keys()], milliseconds);
  }

  /** About how many rows tables have in a stretch of time, in milliseconds. */
  rowsIn(tables: readonly string[], milliseconds: number): number {
    return tables.reduce((sum, table) => sum + (this.perMillisecond.get(table) ?? 0) * milliseconds, 1);
  }
}
