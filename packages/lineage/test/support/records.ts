import { generateKeyPairSync } from "node:crypto";
import type { AgentRecord } from "../../../agent-telemetry/src/record/agent-record";
import { type ChainHead, linked, newChain } from "../../../agent-telemetry/src/signing/chain";
import { signDetached } from "../../../agent-telemetry/src/signing/jws";
import { type SigningKey, signingKey } from "../../../agent-telemetry/src/signing/key";
import { registryEntry } from "../../../agent-telemetry/src/signing/registry-entry";
import { rowText } from "../../../agent-telemetry/src/signing/row";
import { readKeyRegistry, type StoredRecord, type StoredRow } from "../../src";

export const agent = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
export const otherAgent = "b1c7e0d2-4f3a-4e7b-8a90-2d5c6f7e8a91";
export const start = Date.parse("2026-03-02T10:00:00.000Z");
export const minutes = (n: number): number => start + n * 60_000;

export function newKey(alg: "EdDSA" | "ES256" = "EdDSA"): SigningKey {
  const pair = alg === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return signingKey(pair.privateKey);
}

interface Validity {
  readonly agentId?: string;
  readonly from?: number;
  readonly to?: number;
  readonly revokedAt?: number;
}

/** A registry in which each key is its agent's all day long, unless said otherwise. */
export function registryOf(...keys: [SigningKey, Validity?][]) {
  return readKeyRegistry({
    keys: keys.map(([key, { agentId = agent, from = minutes(-600), to = minutes(600), revokedAt } = {}]) => ({
      ...registryEntry(key, agentId, new Date(from), new Date(to)),
      ...(revokedAt === undefined ? {} : { revokedAt: new Date(revokedAt).toISOString() }),
    })),
  });
}

/** One operation of the agent, `i` seconds after the start. */
export function operation(i: number, more: AgentRecord = {}): AgentRecord {
  const at = new Date(start + i * 1000).toISOString();
  return {
    EventStartTime: at,
    EventEndTime: at,
    EventCount: 1,
    EventUid: `event-${i}`,
    EventVendor: "Contoso",
    EventSchema: "AgentEvent",
    EventSchemaVersion: "0.1.0",
    EventType: "ToolExecuted",
    EventResult: "Success",
    SrcAgentId: agent,
    ToolName: "read_journal",
    OperationClass: "Read",
    ...more,
  };
}

/** Signs records one after the other, as the exporter does, and gives the rows as the table has them. */
export async function chainOf(
  records: readonly AgentRecord[],
  key: SigningKey,
  head: ChainHead = newChain(agent, "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94"),
): Promise<{ rows: StoredRow[]; head: ChainHead }> {
  const rows: StoredRow[] = [];
  let last = head;
  for (const record of records) {
    const link = linked(record, last, key);
    rows.push(asStored(JSON.parse(rowText(link.content, await signDetached(link.content.text, key)))));
    last = link.head;
  }
  return { rows, head: last };
}

/** What ingestion makes of a row: no nulls in text, seven fractional digits without the zeros, columns of its own. */
export function asStored({ CanonicalContent: _dropped, ...row }: Record<string, unknown>): StoredRow {
  const stored = Object.entries(row).map(([name, value]) => {
    if (/Time$|^TimeGenerated$/.test(name) && typeof value === "string") return [name, value.replace(/\.?0+Z$/, "Z")];
    return [name, value ?? (/Count|Port|Tokens|Bytes|Rank|Sequence|Length|Time|Fields/.test(name) ? null : "")];
  });
  return { ...Object.fromEntries(stored), ContentHashMatch: true, SignatureState: "Present", IngestClass: "Normal" };
}

let rowIds = 0;

/** A stored row with an id of its own. */
export function arrived(row: StoredRow, at: number = minutes(1)): StoredRecord {
  return { id: `row-${++rowIds}`, arrived: new Date(at), row };
}
