import { readFileSync } from "node:fs";
import type { Clock } from "@sentinel-agent-identities/clock";
import { signatureStream } from "@sentinel-agent-identities/lineage";
import { SentinelEmulator, type Workspace } from "../../../lib/emulator";
import { IngestionServer, issueToken, localCredential, QueryServer } from "../../../lib/emulator/server";
import { shippedWorkspace } from "../../../test/pipeline/support";
import { linked, newChain } from "../../agent-telemetry/src/signing/chain";
import { signDetached } from "../../agent-telemetry/src/signing/jws";
import type { SigningKey } from "../../agent-telemetry/src/signing/key";
import { registryEntry } from "../../agent-telemetry/src/signing/registry-entry";
import { rowText } from "../../agent-telemetry/src/signing/row";
import { agent, minutes, operation } from "../../lineage/test/support/records";
import { fetchTrusting } from "../src/http/fetch";
import { LogAnalytics } from "../src/query/log-analytics";
import { IngestionSender } from "../src/send/sender";
import { virtualPacing } from "./support";

/** The verifier's principal: it may send and query. */
export const verifier = "aaaaaaaa-0000-4000-8000-0000000000f1";
/** When the records arrived, and when the verifier comes. */
export const arrival = new Date(minutes(1));
export const later = new Date(minutes(120));

let shipped: Workspace | undefined;
/** The shipped workspace, where the verifier may send and ask. */
export function workspace(): Workspace {
  shipped ??= shippedWorkspace();
  return {
    ...shipped,
    readers: [verifier],
    dataCollectionRules: shipped.dataCollectionRules.map((rule) => ({ ...rule, senders: [...rule.senders, verifier] })),
  };
}

/** Rows of the stream for a chain of records. */
export async function chainRows(
  count: number,
  key: SigningKey,
  chain: string,
  first = 0,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let head = newChain(agent, chain);
  for (let i = 0; i < count; i++) {
    const link = linked(operation(i, { EventUid: `${chain.slice(0, 4)}-${first + i}` }), head, key);
    rows.push(JSON.parse(rowText(link.content, await signDetached(link.content.text, key))));
    head = link.head;
  }
  return rows;
}

/** The keys' registry as JSON. */
export function registryJson(...keys: SigningKey[]) {
  return { keys: keys.map((key) => registryEntry(key, agent, new Date(minutes(-600)), new Date(minutes(600)))) };
}

/**
 * A workspace that holds records, with both of its APIs; closed after the test.
 * @param together records that arrived at the same instant; the next ones ten seconds later. All of them unless given
 */
export async function workspaceWith(rows: readonly Record<string, unknown>[], clock: Clock, together = rows.length) {
  const emulator = await SentinelEmulator.open(workspace(), { rules: [] });
  for (let start = 0; start < rows.length; start += together) {
    const some = rows.slice(start, start + together);
    await emulator.ingest({
      target: "Custom-AgentExecutionNative",
      file: "records",
      arrival: new Date(arrival.getTime() + (start / together) * 10_000),
      rows: async function* () {
        for (const [i, data] of some.entries()) yield { data, place: `row ${start + i + 1}`, bytes: 1 };
      },
    });
  }
  const ingestion = await IngestionServer.start(emulator, { clock });
  const queries = await QueryServer.start(emulator, { clock });
  running.push(async () => {
    await ingestion.close();
    await queries.close();
    emulator.close();
  });
  return { emulator, ingestion, queries, ruleId: verdictRule(emulator) };
}

/** The rule that takes verdicts. */
export function verdictRule({ workspace: { dataCollectionRules } }: SentinelEmulator): string {
  return dataCollectionRules.find(({ streams }) => streams.some(({ name }) => name === signatureStream))!.immutableId;
}

export type TestWorkspace = Awaited<ReturnType<typeof workspaceWith>>;

/** What the verifier reaches the workspace with. */
export function clients({ ingestion, queries, ruleId }: TestWorkspace) {
  const time = virtualPacing();
  time.clock.set(later);
  const logs = new LogAnalytics({
    endpoint: queries.endpoint,
    workspaceId: queries.workspaceId,
    token: async () => issueToken(verifier, "https://api.loganalytics.io"),
    fetch: fetchTrusting(readFileSync(queries.caFile, "utf8")),
    pacing: time.pacing,
  });
  const ca = readFileSync(ingestion.caFile, "utf8");
  const sender = new IngestionSender({
    endpoint: ingestion.endpoint,
    ruleId,
    credential: localCredential(verifier),
    ca,
  });
  return { ...time, logs, sender };
}

/** Verdicts in the table, without what differs from run to run. */
export async function verdictsIn({ emulator }: TestWorkspace): Promise<readonly string[]> {
  const columns = "EventUid, ChainId, ChainSequence, SignatureKeyId, VerificationState, VerificationError";
  const query = `AgentSignature_CL | project ${columns} | sort by EventUid asc, ChainId asc, VerificationState asc`;
  const { rows } = await emulator.query(query, { now: later });
  return rows.map((row) => JSON.stringify(row));
}

/** Closed after the test. */
export const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});
