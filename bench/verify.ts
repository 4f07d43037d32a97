import { generateKeyPairSync } from "node:crypto";
import {
  emptyRecordsState,
  type KeyRegistry,
  readKeyRegistry,
  type StoredRecord,
  verifyRecords,
} from "@sentinel-agent-identities/lineage";
import { linked, newChain } from "../packages/agent-telemetry/src/signing/chain";
import { signDetached } from "../packages/agent-telemetry/src/signing/jws";
import { signingKey } from "../packages/agent-telemetry/src/signing/key";
import { registryEntry } from "../packages/agent-telemetry/src/signing/registry-entry";
import { rowText } from "../packages/agent-telemetry/src/signing/row";
import { measure } from "./measure";
import { line, milliseconds } from "./print";

const records = 4_000;
const perChain = 250;
const perBatch = 500;
const start = Date.parse("2026-03-02T10:00:00.000Z");
const agent = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";

interface Load {
  readonly stored: readonly StoredRecord[];
  readonly registry: KeyRegistry;
}

/** Records of the size that agents write, signed by the exporter. */
async function load(alg: "EdDSA" | "ES256"): Promise<Load> {
  const pair = alg === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = signingKey(pair.privateKey);
  const entry = registryEntry(key, agent, new Date(start), new Date(start + 86_400_000));
  const stored: StoredRecord[] = [];
  let head = newChain(agent, "0");
  for (let i = 0; i < records; i++) {
    if (i % perChain === 0) head = newChain(agent, String(i));
    const at = new Date(start + i).toISOString();
    const link = linked(
      {
        EventStartTime: at,
        EventEndTime: at,
        EventCount: 1,
        EventUid: `event-${i}`,
        EventVendor: "OpenTelemetry",
        EventSchema: "AgentEvent",
        EventSchemaVersion: "0.1.0",
        EventType: "ToolExecuted",
        EventOriginalType: i % perChain === 0 ? "telemetry.started" : "execute_tool",
        EventResult: "Success",
        EventSessionId: "0d5f6e2c-6f0e-4c55-9a8b-2f6c7d1e0a94",
        TraceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        SpanId: "00f067aa0ba902b7",
        SrcAgentId: agent,
        SrcAgentName: "contoso-finance-agent",
        ToolName: "read_journal",
        OperationClass: "Read",
        TargetStore: "ledger",
        RecordCount: i,
        ClaimedCommitSha: "c7e20b94f5a1836d0e9b2c4f7a8d1350e6b9c2f4",
        AdditionalFields: { "gen_ai.request.temperature": "0.2", tags: ["finance", "ledger"] },
      },
      head,
      key,
    );
    const row = JSON.parse(rowText(link.content, await signDetached(link.content.text, key)));
    stored.push({ id: String(i), arrived: new Date(start + i + 1000), row });
    head = link.head;
  }
  return { stored, registry: readKeyRegistry({ keys: [entry] }) };
}

function verifyAll({ stored, registry }: Load): void {
  let state = emptyRecordsState;
  let valid = 0;
  for (let at = 0; at < stored.length; at += perBatch) {
    const batch = stored.slice(at, at + perBatch);
    const result = verifyRecords(state, batch, { registry, now: new Date(start + 60_000) });
    state = result.state;
    valid += result.verdicts.filter((verdict) => verdict.state === "Valid").length;
  }
  if (valid !== stored.length) throw new Error(`${valid} of ${stored.length} records are valid`);
}

/** Signed records verified on one core: content made again, hash, signature, key, place in the chain, state kept. */
export async function benchVerify(): Promise<void> {
  const loads = [await load("EdDSA"), await load("ES256")];
  const timings = await measure(
    loads.map((one) => () => verifyAll(one)),
    5,
    1,
  );
  for (const [i, alg] of ["EdDSA", "ES256"].entries()) {
    const rate = Math.round(records / (timings[i]!.median / 1000)).toLocaleString("en");
    line(`verify ${records.toLocaleString("en")} ${alg} records`, `${rate} records/s, ${milliseconds(timings[i]!)}`);
  }
}
