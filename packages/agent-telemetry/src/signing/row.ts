import { nativeColumns } from "@sentinel-agent-identities/agent-record";
import type { AgentRecord } from "../record/agent-record";
import type { Content } from "./content";

const empty = Object.fromEntries(nativeColumns.map((name) => [name, null]));

/** A signed record as the stream takes it: JSON with every declared column, null where the record has no such field. */
export function rowText({ record, text, sha256 }: Content, signature: string): string {
  const row: AgentRecord = {
    ...record,
    TimeGenerated: record.EventEndTime!,
    ContentSha256: sha256,
    Signature: signature,
    CanonicalContent: text,
  };
  return JSON.stringify({ ...empty, ...row });
}
