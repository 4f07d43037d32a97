import { tableErrors } from "./errors";
import { type Properties, parseFilter } from "./filter";

/** A row of a table, with what the service keeps beside its properties. */
export interface Entity {
  readonly etag: string;
  /** as they were sent, keys and annotations of types included */
  readonly body: Properties;
}

/** The most that one answer holds: https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination */
const mostOfPage = 1000;

/** The rows of one table, each under its two keys. */
export class Entities {
  private readonly rows = new Map<string, Entity>();
  private changes = 0;

  /** Every row, in the order of its keys. */
  get all(): readonly Entity[] {
    return [...this.rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  /** @throws TableError 409 when there is one of these keys; 400 for keys that are none */
  insert(body: Properties, now: Date): Entity {
    const key = keyOf(body);
    if (this.rows.has(key)) throw tableErrors.exists();
    return this.write(key, body, now);
  }

  /** @throws TableError 404 */
  get(partition: string, row: string): Entity {
    const found = this.rows.get(joined(partition, row));
    if (!found) throw tableErrors.notFound();
    return found;
  }

  /**
   * Replaces a row; without `ifMatch`, or makes it.
   * @param ifMatch the tag it must still have; `*` for any
   * @throws TableError 404; 412 when it has another tag
   */
  replace(partition: string, row: string, body: Properties, now: Date, ifMatch?: string): Entity {
    if (ifMatch !== undefined) this.check(partition, row, ifMatch);
    const whole = { ...body, PartitionKey: partition, RowKey: row };
    return this.write(keyOf(whole), whole, now);
  }

  /** @throws TableError 400 without `ifMatch`; 404; 412 when it has another tag */
  remove(partition: string, row: string, ifMatch: string | undefined): void {
    if (ifMatch === undefined) throw tableErrors.missingHeader("If-Match");
    this.check(partition, row, ifMatch);
    this.rows.delete(joined(partition, row));
  }

  /**
   * Rows that a filter takes.
   * @param from keys to go on from
   * @returns the next row's keys too, where there are more than one answer holds
   * @throws TableError 400 for a filter that is none
   */
  query(filter: string | null, from = ""): { readonly rows: readonly Entity[]; readonly next?: Entity } {
    const holds = filter === null ? () => true : parseFilter(filter);
    const found = this.all.filter(({ body }) => keyOf(body) >= from && holds(typed(body)));
    const next = found[mostOfPage];
    return { rows: found.slice(0, mostOfPage), ...(next ? { next } : {}) };
  }

  private check(partition: string, row: string, ifMatch: string): void {
    const { etag } = this.get(partition, row);
    if (ifMatch !== "*" && ifMatch !== etag) throw tableErrors.changed();
  }

  private write(key: string, body: Properties, now: Date): Entity {
    // Two changes within a millisecond have two tags.
    const time = `${now.toISOString().slice(0, -1)}${String(++this.changes % 10_000).padStart(4, "0")}Z`;
    const entity = { etag: `W/"datetime'${encodeURIComponent(time)}'"`, body: { ...body, Timestamp: time } };
    this.rows.set(key, entity);
    return entity;
  }
}

export const joined = (partition: string, row: string): string => `${partition}\n${row}`;

/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields */
function keyOf({ PartitionKey: partition, RowKey: row }: Properties): string {
  if (typeof partition !== "string" || typeof row !== "string") throw tableErrors.missingKeys();
  for (const key of [partition, row]) if (key.length > 512 || /[/\\#?\p{Cc}]/u.test(key)) throw tableErrors.badKey(key);
  return joined(partition, row);
}

/** Properties as their types say; JSON has times as texts. */
const typed = (body: Properties): Properties =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      name === "Timestamp" || body[`${name}@odata.type`] === "Edm.DateTime" ? new Date(String(value)) : value,
    ]),
  );
