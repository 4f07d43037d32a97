import { coveredColumns } from "@sentinel-agent-identities/lineage";
import { literal } from "../query/log-analytics";

/** Where signed records are: the second table takes those of senders that may not speak for the agent. */
const tables = ["AgentExecution_CL", "AgentDisputed_CL"];
/** Days that are looked back for what came before. */
const furthest = 31 * 86_400_000;
/** Azure stores rows that are older than two days under the time of their arrival. */
const oldest = 3 * 86_400_000;
/** Characters of a row above which it is no record: 65,536 bytes of content, and as much for white space and signature. */
const longestRow = 131_072;
/** Characters that are read of a text in a row that is no record. */
const shortened = 300;

const texts = [
  ...coveredColumns.flatMap(([name, kind]) => (kind === "string" ? [name] : [])),
  "ContentSha256",
  "Signature",
];
const perSum = 20;
const sizes = Array.from({ length: Math.ceil(texts.length / perSum) }, (_, i) => {
  return `strlen(strcat(${texts.slice(i * perSum, (i + 1) * perSum).join(", ")}))`;
}).concat("strlen(tostring(AdditionalFields))");
const columns = [...coveredColumns.map(([name]) => name), "ContentSha256", "Signature"];
const named = ["EventUid", "SrcAgentId", "ChainId", "SignatureKeyId", "SignatureAlg"];

/** Rows by their time of arrival: from (exclusive) and to (inclusive). */
export interface Arrivals {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Signed records that arrived within a time, and those that claim a place in a chain; others are no matter of the
 * verifier's. With `Arrived`, `RowId`, `SenderId`, `SenderStanding` and `Size`, the row's characters.
 */
export function recordsWithin({ from, to }: Arrivals): string {
  const source = (table: string) => `(${table}
    | where TimeGenerated > datetime(${new Date(from.getTime() - oldest).toISOString()})
    | where ingestion_time() > datetime(${from.toISOString()}) and ingestion_time() <= datetime(${to.toISOString()})
    | where isnotempty(Signature) or isnotempty(ChainId)
    | extend ${facts})`;
  return union(source);
}

/**
 * Records of places that arrived before an instant, whoever sent them.
 * @param oldestEvent when the oldest of the records in question took place; no more than a month is looked back
 */
export function recordsAt(
  chainIds: readonly string[],
  places: readonly number[],
  oldestEvent: Date,
  before: Date,
): string {
  const since = new Date(Math.max(oldestEvent.getTime() - 86_400_000, before.getTime() - furthest));
  const source = (table: string) => `(${table}
    | where TimeGenerated > datetime(${since.toISOString()})
    | where ingestion_time() <= datetime(${before.toISOString()})
    | where isnotempty(Signature) and ChainSequence in (${places.join(", ")})
    | where ChainId in (${chainIds.map(literal).join(", ")})
    | extend ${facts})`;
  return `${union(source)}\n| where ${isRecord}\n| ${projectRecord}`;
}

const union = (source: (table: string) => string) => `union isfuzzy=true\n  ${tables.map(source).join(",\n  ")}`;

const facts = [
  "Arrived = ingestion_time()",
  `RowId = tostring(column_ifexists("_ItemId", ""))`,
  `SenderId = tostring(column_ifexists("SenderId", ""))`,
  `SenderStanding = tostring(column_ifexists("SenderStanding", ""))`,
  `Size = ${sizes.join(" + ")}`,
].join(", ");

/** What tells records from rows that are longer than any. */
export const isRecord = `Size <= ${longestRow}`;

/** Everything of a record. */
export const projectRecord = `project RowId, Arrived, SenderId, SenderStanding, ${columns.join(", ")}, TimeGenerated`;

/** What says which row it is, of one that is no record. */
export const projectOversized = `project RowId, Arrived, Size, SenderId, SenderStanding, EventEndTime, ChainSequence, ${named
  .map((name) => `${name} = substring(${name}, 0, ${shortened})`)
  .join(", ")}`;

const digits = [..."0123456789abcdef"];

/**
 * The parts that rows of one second are read in when they are too many for one answer: copies come to the same one.
 * @param answers how many answers the rows fill
 */
export function partsFor(answers: number): string[] {
  return answers <= digits.length / 2 ? digits : digits.flatMap((a) => digits.map((b) => a + b));
}

/** Rows of one part. */
export function inPart(part: string): string {
  const place = `strcat(substring(ChainId, 0, ${shortened}), "/", tostring(ChainSequence), "/", substring(ContentSha256, 0, 64))`;
  return `substring(hash_sha256(${place}), 0, ${part.length}) == "${part}"`;
}
