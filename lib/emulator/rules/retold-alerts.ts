import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import type { InputSource } from "../ingestion/input-row";
import type { LazyTables } from "../workspace/lazy-tables";
import type { Alert } from "./alert";
import { alertTable, securityAlerts } from "./security-alert";

/** The alerts that a replay has told so far, as rows of SecurityAlert beside those that it was opened with. */
export class Retold {
  private last: number;

  private constructor(
    private readonly database: KqlDatabase,
    private readonly ingest: (source: InputSource) => Promise<unknown>,
    private readonly first: number,
  ) {
    this.last = first;
  }

  static async open(
    database: KqlDatabase,
    tables: LazyTables,
    ingest: (source: InputSource) => Promise<unknown>,
  ): Promise<Retold> {
    await tables.create([alertTable]);
    return new Retold(database, ingest, await database.lastRow(alertTable));
  }

  /** Makes the table hold these instead of those that were told since it was settled. */
  async tell(alerts: readonly Alert[]): Promise<void> {
    await this.database.removeAfter(alertTable, this.last);
    if (alerts.length > 0) await this.ingest(securityAlerts(alerts));
  }

  /** What was told stays. */
  async settle(): Promise<void> {
    this.last = await this.database.lastRow(alertTable);
  }

  /** Takes back all that was ever told. */
  async withdraw(): Promise<void> {
    this.last = this.first;
    await this.tell([]);
  }
}
