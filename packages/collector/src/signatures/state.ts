import { createHash } from "node:crypto";
import { emptyRecordsState, type RecordsState, readRecordsState } from "@sentinel-agent-identities/lineage";
import { CollectorError } from "../errors";

/** What the verifier remembers between two runs. */
export interface SignatureState {
  readonly version: 1;
  /** records that arrived up to here have been read, ISO 8601 */
  readonly cursor: string;
  readonly records: RecordsState;
  /** verdicts that are on their way; nothing is read before they have arrived */
  readonly intent?: Intent;
}

/** Verdicts of one slice, written down before the first of them is sent. */
export interface Intent {
  /** what holds when all of them have arrived */
  readonly next: Pick<SignatureState, "cursor" | "records">;
  readonly batches: readonly Batch[];
}

/** The verdicts of one request. */
export interface Batch {
  readonly batchId: string;
  /** SHA-256 of the rows' JSON */
  readonly hash: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** when the request was about to be made, ISO 8601; from then on nobody knows until it is done */
  readonly attempted?: string;
  readonly done?: true;
}

/** The state before the first run: records that arrive from `since` on are read. */
export function firstState(since: Date): SignatureState {
  return { version: 1, cursor: since.toISOString(), records: emptyRecordsState };
}

/** @throws CollectorError, LineageError for what another version wrote or something damaged */
export function readSignatureState(value: unknown, since: Date): SignatureState {
  if (value === undefined) return firstState(since);
  const where = "the signature verifier's state";
  const fix = "restore it; when it is removed, records of the last day are judged anew and their verdicts doubled";
  const state = value as Partial<SignatureState>;
  if (state.version !== 1 || typeof state.cursor !== "string")
    throw new CollectorError(where, "is of another version", fix);
  const records = readRecordsState(state.records, where);
  for (const { batchId, hash, rows } of state.intent?.batches ?? [])
    if (hashOf(rows) !== hash)
      throw new CollectorError(where, `holds batch ${batchId} with other rows than it was made of`, fix);
  return { ...(state as SignatureState), records };
}

/**
 * Rows as a batch, which gives them its id.
 * @param seed tells batches apart that have the same rows
 */
export function batchOf(rows: Batch["rows"], seed: string): Batch {
  const named = JSON.stringify(rows.map((row) => ({ ...row, BatchId: null })));
  const batchId = createHash("sha256").update(`${seed}/${named}`).digest("hex").slice(0, 32);
  const stamped = rows.map((row) => ({ ...row, BatchId: batchId }));
  return { batchId, hash: hashOf(stamped), rows: stamped };
}

function hashOf(rows: Batch["rows"]): string {
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}
