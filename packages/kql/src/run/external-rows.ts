import { KqlRuntimeError } from "../errors";
import type { Column, InsertReport } from "../types";
import { recordsOf } from "./rows";

/** A row of what an address has: by column name, or by position. */
export type ExternalRow = Record<string, unknown> | readonly unknown[];

/** What the addresses hold that `externaldata` reads. Nothing is ever fetched. */
export class ExternalRows {
  private readonly given = new Map<string, readonly ExternalRow[]>();

  set(uri: string, rows: readonly ExternalRow[]): void {
    this.given.set(uri, rows);
  }

  /** @throws KqlRuntimeError for an address that nobody gave rows */
  rowsAt(uri: string, columns: readonly Column[]): Record<string, unknown>[] {
    const rows = this.given.get(uri);
    if (rows) return recordsOf(rows, columns);
    throw new KqlRuntimeError(`no rows were given for externaldata '${uri}'; use setExternalData()`, "input");
  }
}

/** @throws KqlRuntimeError for the first row that does not fit */
export function refuseRejected(uri: string, { rejected: [first] }: InsertReport): void {
  if (first) throw new KqlRuntimeError(`externaldata '${uri}', row ${first.index + 1}: ${first.message}`, "input");
}
