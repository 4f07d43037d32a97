import canonicalize from "canonicalize";
import type { AgentRecord, FieldValue } from "../record/agent-record";
import { sha256 } from "../record/reduce";

/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maximumBytes = 64 * 1024;
const longestText = 32_000;
const uncovered = new Set(["TimeGenerated", "ContentSha256", "Signature", "CanonicalContent"]);

/** What a signature covers. */
export interface Content {
  /** The record, with texts shortened where the content would not fit into one field. */
  readonly record: AgentRecord;
  /** Its canonical form, RFC 8785. */
  readonly text: string;
  /** Lower-case hexadecimal SHA-256 of the text's UTF-8 bytes: `ContentSha256`. */
  readonly sha256: string;
}

/** The canonical content of a record: all its fields but `TimeGenerated`, `ContentSha256`, `Signature` and `CanonicalContent`. */
export function canonicalContent(record: AgentRecord): string {
  return canonicalize(Object.fromEntries(Object.entries(record).filter(([name]) => !uncovered.has(name))))!;
}

/**
 * The content to sign. The longest texts are shortened until it fits into one field: Azure cuts what is longer than
 * 64 KB, and a cut record no longer verifies.
 */
export function contentOf(record: AgentRecord): Content {
  let fitting = record;
  let text = canonicalContent(record);
  for (let limit = longestText; limit >= 1 && !fits(fitting, text); limit = Math.floor(limit / 2)) {
    fitting = shortened(record, limit);
    text = canonicalContent(fitting);
  }
  return { record: fitting, text, sha256: sha256(text) };
}

function fits(record: AgentRecord, text: string): boolean {
  if (text.length <= longestText) return Buffer.byteLength(text) <= maximumBytes;
  const tooLong = Object.values(record).some((value) => typeof value === "string" && value.length > longestText);
  return !tooLong && Buffer.byteLength(text) <= maximumBytes;
}

function shortened(record: AgentRecord, limit: number): AgentRecord {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, cut(value, limit)]));
}

function cut(value: FieldValue, limit: number): FieldValue {
  if (typeof value !== "string" || value.length <= limit) return value;
  // Never between the halves of a character.
  const whole = (value.charCodeAt(limit - 1) & 0xfc00) === 0xd800 ? limit - 1 : limit;
  return value.slice(0, whole);
}
