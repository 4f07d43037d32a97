import { setImmediate as breath } from "node:timers/promises";
import {
  describe,
  elementsOf,
  JsonLimitError,
  type JsonReading,
  JsonSyntaxError,
  OddNumber,
  readJson,
  repeated,
} from "@sentinel-agent-identities/otlp";
import { Refusal } from "@sentinel-agent-identities/otlp/receiving";
import { nearest } from "@sentinel-agent-identities/spelling";
import { mostBytes } from "../send/batches";
import { fitsRequest, type SizedRow } from "./delivery";
import { recordColumns } from "./record-columns";
import { wrongValue } from "./record-value";
import type { SenderStamp, Subject } from "./standing";

/** A row of the stream `Custom-AgentExecutionNative` as the intake sends it: every column, and the sender's stamp. */
export type StampedRecordRow = Readonly<Record<string, unknown>> & SenderStamp;

/** A row of a request that is not sent on. */
export interface RejectedRecord {
  /** its place in the request's array, from 0 */
  readonly index: number;
  readonly reason: string;
}

/** What can be sent on of a request, and what cannot. */
export interface TakenRecords {
  readonly rows: readonly SizedRow[];
  readonly rejected: readonly RejectedRecord[];
}

/** Rows of one request. */
const mostRows = 50_000;
/** Rows that are read before others get their turn. */
const turn = 200;
/** What a row has besides its members, so that it has every column that the stream declares. */
const nothing = Object.fromEntries([...recordColumns.keys()].map((name) => [name, null]));

/**
 * Makes rows of a request's records. A record is sent on as it is written, or rejected: a signature covers how its values
 * are written.
 * @throws Refusal 400 for a body that is no JSON array
 */
export async function recordRows(body: Buffer, stamp: (subject: Subject) => SenderStamp): Promise<TakenRecords> {
  const rows: SizedRow[] = [];
  const rejected: RejectedRecord[] = [];
  for (const [index, element] of elements(body).entries()) {
    if (index % turn === turn - 1) await breath();
    const made = rowOf(element, stamp);
    if (typeof made === "string") rejected.push({ index, reason: made });
    else rows.push(made);
  }
  return { rows, rejected };
}

function elements(body: Buffer): Uint8Array[] {
  try {
    return elementsOf(body, mostRows);
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof JsonLimitError)
      throw new Refusal(400, `${describe(error, body)}; send a JSON array of records`);
    throw error;
  }
}

function rowOf(element: Uint8Array, stamp: (subject: Subject) => SenderStamp): SizedRow | string {
  let reading: JsonReading;
  try {
    reading = readJson(element);
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof JsonLimitError) return describe(error, element);
    throw error;
  }
  const { value, mended } = reading;
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof OddNumber)
    return "is no object";
  const record = value as Record<string, unknown>;
  const wrong = wrongMember(record) ?? (mended && isSigned(record) ? noUnicode : undefined);
  if (wrong !== undefined) return wrong;
  const subject = { agentId: textOf(record.SrcAgentId), blueprintId: textOf(record.SrcAgentBlueprintId) };
  const row: StampedRecordRow = { ...nothing, ...record, ...stamp(subject) };
  const bytes = Buffer.byteLength(JSON.stringify(row));
  return fitsRequest(bytes) ? { row, bytes } : `has ${bytes} bytes; records of more than ${mostBytes} are not taken`;
}

function wrongMember(record: Record<string, unknown> & { [repeated]?: string }): string | undefined {
  if (record[repeated] !== undefined) return `has the member ${record[repeated]} twice`;
  for (const [name, value] of Object.entries(record)) {
    // Whatever is in these is overwritten.
    if (name === "SenderId" || name === "SenderStanding") continue;
    const kind = recordColumns.get(name);
    if (kind === undefined) return unknownColumn(name);
    const wrong = value === null ? undefined : wrongValue(kind, value);
    if (wrong !== undefined) return `${name} ${wrong}`;
  }
  return typeof record.TimeGenerated === "string" ? undefined : "has no TimeGenerated";
}

function unknownColumn(name: string): string {
  const meant = nearest(name, recordColumns.keys());
  return `there is no column ${name.slice(0, 60)}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

const isSigned = ({ Signature, ContentSha256 }: Record<string, unknown>) =>
  Boolean(Signature) || Boolean(ContentSha256);
const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const noUnicode = "holds bytes that are no UTF-8, or half of a surrogate pair, and is signed; write valid Unicode";
