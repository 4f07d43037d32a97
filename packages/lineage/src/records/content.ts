import { type ColumnKind, coveredColumns } from "@sentinel-agent-identities/agent-record";
import canonicalize from "canonicalize";
import { isExactNumber, lossyMember } from "./exact-json";
import { isFinerThanRecords, storedInstant } from "./instant";

/** A row of `AgentExecution_CL` by column name, as a query returns it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A stored value that no signed record can have had. */
export class UnreadableContent extends Error {}

const keys = new Map(coveredColumns.map(([name]) => [name, JSON.stringify(name)]));

/**
 * Makes the signed content of a stored row again: RFC 8785 over the covered columns that have a value. `AdditionalFields`
 * may be an object or its JSON text; only the text shows members that are there twice.
 * @throws UnreadableContent when a column holds what a record cannot hold, or says more than its content would
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
    if (!Number.isInteger(value) || !isExactNumber(value as number))
      throw new UnreadableContent(`${name} is no whole number up to 2^53-1`);
    return JSON.stringify(value);
  },
  instant(value, name) {
    const instant = storedInstant(value);
    if (instant === undefined) throw new UnreadableContent(`${name} is no instant in UTC`);
    if (isFinerThanRecords(value)) throw new UnreadableContent(`${name} has digits below a millisecond`);
    return `"${instant}"`;
  },
  dynamic(value, name) {
    let lossy: string | undefined;
    let canonical: string | undefined;
    try {
      const parsed = typeof value === "string" ? JSON.parse(value) : value;
      if (isEmpty(parsed)) return undefined;
      lossy = typeof value === "string" ? lossyMember(value) : lossyObject(value);
      canonical = canonicalize(parsed);
    } catch {
      // Besides text that is no JSON: nested so deeply that it cannot be written.
      throw new UnreadableContent(`${name} is no readable JSON`);
    }
    if (lossy !== undefined) throw new UnreadableContent(`${name}: ${lossy}`);
    return canonical;
  },
};

function lossyObject(value: unknown): string | undefined {
  let negativeZero = false;
  const text = JSON.stringify(value, (_key, member) => {
    negativeZero ||= Object.is(member, -0);
    return member;
  });
  return negativeZero ? "a member is -0" : lossyMember(text);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}
