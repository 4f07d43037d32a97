import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import { incidentTable } from "../portal/security-incident";
import { alertTable } from "../rules/security-alert";
import type { LazyTables } from "../workspace/lazy-tables";
import type { Notes } from "./notes";

/** Takes out what an earlier replay of kept rows has made of them: alerts and incidents that no source has brought. */
export async function withoutMade(database: KqlDatabase, tables: LazyTables, notes: Notes): Promise<void> {
  const names = [alertTable, incidentTable];
  await tables.create(names);
  const last = await notes.once("last rows that came from outside", async () =>
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await database.lastRow(name)] as const))),
  );
  for (const name of names) await database.removeAfter(name, last[name]!);
}
