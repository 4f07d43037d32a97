import { createHash } from "node:crypto";
import type { ChainPlace, StoredRecord } from "@sentinel-agent-identities/lineage";
import { CollectorError } from "../errors";
import type { LogAnalytics, ResultRow } from "../query/log-analytics";
import {
  type Arrivals,
  inPart,
  isRecord,
  partsFor,
  projectOversized,
  projectRecord,
  recordsAt,
  recordsWithin,
} from "./record-query";

/** Rows of one time of arrival that one answer takes; those of a second that holds more come in parts. */
export interface Slice extends Arrivals {
  readonly parts?: readonly string[];
  /** true when rows are among them that are longer than any record */
  readonly oversized: boolean;
}

/** Characters of rows in one answer. */
const mostCharacters = 8_000_000;

/**
 * The longest slice from an instant on that holds no more rows than one answer takes.
 * @param most rows of an answer
 */
export async function nextSlice(logs: LogAnalytics, from: Date, until: Date, most: number): Promise<Slice> {
  const query = [
    recordsWithin({ from, to: until }),
    `| summarize Rows = count(), Characters = sumif(Size, ${isRecord}), Oversized = countif(not(${isRecord})) by Second = bin(Arrived, 1s)`,
    "| order by Second asc",
  ].join("\n");
  let rows = 0;
  let characters = 0;
  let oversized = false;
  let end: Date | undefined;
  const tooMany = () => rows > most || characters > mostCharacters;
  for (const { Second, Rows, Characters, Oversized } of await logs.rows(query)) {
    rows += Number(Rows);
    characters += Number(Characters ?? 0);
    if (tooMany() && end) return { from, to: end, oversized };
    oversized ||= Number(Oversized) > 0;
    end = new Date(Math.min(Date.parse(String(Second)) + 1000, until.getTime()));
    if (tooMany())
      return { from, to: end, parts: partsFor(Math.max(rows / most, characters / mostCharacters)), oversized };
  }
  return { from, to: until, oversized };
}

/** The records of a slice, or of one part of it, in the order they arrived. */
export async function readRecords(logs: LogAnalytics, slice: Slice, part?: string): Promise<StoredRecord[]> {
  const scope = [recordsWithin(slice), ...(part === undefined ? [] : [`| where ${inPart(part)}`])].join("\n");
  const order = "| order by Arrived asc, ChainId asc, ChainSequence asc";
  const rows = await logs.rows(`${scope}\n| where ${isRecord}\n| ${projectRecord}\n${order}`);
  if (!slice.oversized) return stored(rows);
  const long = await logs.rows(`${scope}\n| where not(${isRecord})\n| ${projectOversized}\n${order}`);
  return [...stored(rows), ...stored(long)];
}

/** What arrived before for places, within so many days of what stands for them now. */
export async function recallRecords(
  logs: LogAnalytics,
  places: readonly ChainPlace[],
  before: Date,
): Promise<StoredRecord[]> {
  if (places.length === 0) return [];
  const chainIds = [...new Set(places.map(({ chainId }) => chainId))];
  const sequences = [...new Set(places.map(({ sequence }) => sequence))];
  const events = places.map(({ eventTime }) => Date.parse(eventTime));
  return stored(await logs.rows(recordsAt(chainIds, sequences, new Date(Math.min(...events)), before)));
}

function stored(rows: readonly ResultRow[]): StoredRecord[] {
  const copies = new Map<string, number>();
  return rows.map(({ RowId, Arrived, Size, ...row }) => {
    const arrived = new Date(String(Arrived));
    if (Number.isNaN(arrived.getTime()))
      throw new CollectorError(
        "AgentExecution_CL",
        `a row has no ingestion_time() but ${Arrived}`,
        "see what answers the query",
      );
    const id = String(RowId || ownId(row, String(Arrived), copies));
    return { id, arrived, row, ...(Size === undefined ? {} : { oversized: Number(Size) }) };
  });
}

/**
 * Tells rows apart where the store does not: by content and arrival, and copies by their number. A slice, or its part, holds
 * every copy that arrived at an instant, so that the numbers are the same whenever it is read.
 */
function ownId(row: ResultRow, arrived: string, copies: Map<string, number>): string {
  const hash = createHash("sha256").update(arrived).update(JSON.stringify(row)).digest("hex").slice(0, 32);
  const copy = (copies.get(hash) ?? 0) + 1;
  copies.set(hash, copy);
  return `${hash}-${copy}`;
}
