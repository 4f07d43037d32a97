import canonicalize from "canonicalize";
import { type ColumnKind, coveredColumns } from "./columns";
import { storedInstant } from "./instant";

/** A row of `AgentExecution_CL` by column name, as a query returns it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A stored value that no signed record can have had. */
export class UnreadableContent extends Error {}

const keys = new Map(coveredColumns.map(([name]) => [name, JSON.stringify(name)]));

/**
 * Makes the signed content of a stored row again: RFC 8785 over the covered columns that have a value. Instants are cut
 * to milliseconds; `AdditionalFields` may be an object or its JSON text.
 * @throws UnreadableContent when a column holds what a record cannot hold
 */
export function storedContent(row: StoredRow): string {
  const members: string[] = [];
  for (const [name, kind] of coveredColumns) {
    const value = row[name];
    if (value === undefined || value === null || value === "") continue;
    const text = write[kind](value, name);
    if (text !== undefined) members.push(`${keys.get(name)}:${text}`);
  }
  return `{${members.join(",")}}`;
}

const write: Readonly<Record<ColumnKind, (value: unknown, name: string) => string | undefined>> = {
  string(value, name) {
    if (typeof value !== "string") throw new UnreadableContent(`${name} is no text`);
    return JSON.stringify(value);
  },
  integer(value, name) {
    if (!Number.isSafeInteger(value)) throw new UnreadableContent(`${name} is no whole number up to 2^53-1`);
    return JSON.stringify(value);
  },
  instant(value, name) {
    const instant = storedInstant(value);
    if (instant === undefined) throw new UnreadableContent(`${name} is no instant in UTC`);
    return `"${instant}"`;
  },
  dynamic(value, name) {
    try {
      const parsed = typeof value === "string" ? JSON.parse(value) : value;
      return isEmpty(parsed) ? undefined : canonicalize(parsed);
    } catch {
      // Besides text that is no JSON: nested so deeply that it cannot be written.
      throw new UnreadableContent(`${name} is no readable JSON`);
    }
  },
};

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}
