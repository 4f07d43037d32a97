import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";

/** A plan of a long rule takes some megabytes. */
const kept = 16;

/** Statements that were prepared, the most recently used ones. */
export class Plans {
  private readonly plans = new Map<string, DuckDBPreparedStatement>();

  async of(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
    const plan = this.plans.get(sql) ?? (await connection.prepare(sql));
    this.plans.delete(sql);
    this.plans.set(sql, plan);
    if (this.plans.size > kept) this.drop(this.plans.keys().next().value!);
    return plan;
  }

  clear(): void {
    for (const sql of this.plans.keys()) this.drop(sql);
  }

  private drop(sql: string): void {
    this.plans.get(sql)?.destroySync();
    this.plans.delete(sql);
  }
}
