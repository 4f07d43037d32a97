import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import type { InputSource } from "../ingestion/input-row";
import type { LazyTables } from "../workspace/lazy-tables";
import type { Alert } from "./alert";
import { alertTable, securityAlerts } from "./security-alert";

/** What makes SecurityAlert hold other alerts beside those that it holds now. */
export async function retold(
  database: KqlDatabase,
  tables: LazyTables,
  ingest: (source: InputSource) => Promise<unknown>,
): Promise<(alerts: readonly Alert[]) => Promise<void>> {
  await tables.create([alertTable]);
  const last = await database.lastRow(alertTable);
  return async (alerts) => {
    await database.removeAfter(alertTable, last);
    if (alerts.length > 0) await ingest(securityAlerts(alerts));
  };
}
