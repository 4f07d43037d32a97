import { type LogsClient, LogsRefusal } from "./logs-client";

/** Queries at once. */
const together = 5;

/** How many rows tables have in a stretch of time; undefined for one that the workspace does not have. */
export async function presentTables(
  client: LogsClient,
  names: readonly string[],
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, number | undefined>> {
  const found = new Map<string, number | undefined>();
  for (let first = 0; first < names.length; first += together) {
    const some = names.slice(first, first + together);
    const counts = await Promise.all(some.map((name) => countOf(client, name, from, to)));
    for (const [i, name] of some.entries()) found.set(name, counts[i]);
  }
  return found;
}

async function countOf(client: LogsClient, name: string, from: Date, to: Date): Promise<number | undefined> {
  try {
    const { rows } = await client.ask(`['${name}'] | count`, from, to);
    return Number(rows[0]?.[0] ?? 0);
  } catch (error) {
    if (error instanceof LogsRefusal && error.status === 400) return undefined;
    throw error;
  }
}
