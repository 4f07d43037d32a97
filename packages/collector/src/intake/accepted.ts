import { createHash } from "node:crypto";

/** How many rows are kept in mind: 10 MB. */
const mostRows = 100_000;
/** How long, in milliseconds: exporters that send again do so within minutes. */
const lasting = 600_000;

/**
 * Rows that arrived although their request failed, so that those of them which are sent again are not stored twice. It
 * is this process's memory: a row that comes again to another instance, or after a restart, is there twice.
 */
export class AcceptedRows {
  /** until when, by hash of the row and who sent it */
  private readonly until = new Map<string, number>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Keeps rows in mind; the oldest are forgotten for them. */
  remember(who: string, rows: readonly object[]): void {
    for (const row of rows) this.until.set(key(who, row), this.now() + lasting);
    for (const oldest of this.until.keys()) {
      if (this.until.size <= mostRows) break;
      this.until.delete(oldest);
    }
  }

  /** Whether a row is there already. It is asked once: then the row is forgotten. */
  take(who: string, row: object): boolean {
    if (this.until.size === 0) return false;
    const name = key(who, row);
    const until = this.until.get(name);
    this.until.delete(name);
    return until !== undefined && until > this.now();
  }
}

function key(who: string, row: object): string {
  return createHash("sha256").update(`${who}\n`).update(JSON.stringify(row)).digest("base64");
}
