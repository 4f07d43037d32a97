import { compile, KqlAnalyzer, KqlDatabase, type KqlSchema, type RunOptions } from "../src";

/** The instant at which test queries run. */
export const NOW = new Date("2026-01-15T12:00:00Z");

/** A query and the rows it must return. */
export type RowCase = readonly [name: string, query: string, rows: readonly (readonly unknown[])[]];

/** An analyzer and a database over the same schema. */
export class Bench {
  private constructor(
    readonly analyzer: KqlAnalyzer,
    readonly database: KqlDatabase,
  ) {}

  static async open(schema: KqlSchema = { tables: [] }): Promise<Bench> {
    const database = await KqlDatabase.open();
    for (const table of schema.tables) await database.createTable(table);
    for (const lookup of schema.lookups ?? []) await database.createLookup(lookup);
    return new Bench(new KqlAnalyzer(schema), database);
  }

  /** The rows a query returns. */
  async rows(query: string, options: Partial<RunOptions> = {}): Promise<readonly (readonly unknown[])[]> {
    return (await this.database.query(compile(this.analyzer.analyze(query)), { now: NOW, ...options })).rows;
  }

  /** The names and types of a query's columns, as `name:type`. */
  columns(query: string): string[] {
    return this.analyzer.analyze(query).columns.map(({ name, type }) => `${name}:${type}`);
  }

  close(): void {
    this.database.close();
  }
}
