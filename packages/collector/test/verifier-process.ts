import { readFileSync } from "node:fs";
import { readKeyRegistry } from "@sentinel-agent-identities/lineage";
import { issueToken, localCredential } from "../../../lib/emulator/server";
import { fetchTrusting } from "../src/http/fetch";
import { LogAnalytics } from "../src/query/log-analytics";
import { IngestionSender } from "../src/send/sender";
import { SignatureVerifier } from "../src/signatures";
import { FileStateStore } from "../src/state/file-store";

/** What the process is told on its command line. */
export interface ProcessOptions {
  readonly ingestion: { readonly endpoint: string; readonly caFile: string; readonly ruleId: string };
  readonly queries: { readonly endpoint: string; readonly caFile: string; readonly workspaceId: string };
  readonly principal: string;
  readonly registry: unknown;
  readonly folder: string;
  /** how far the clock is ahead of the machine's, in milliseconds */
  readonly ahead: number;
  /** where the first run begins, ISO 8601 */
  readonly since: string;
}

/** Says that it is about to do something, and leaves who wants to kill it there the time to. */
const step = () => {
  process.stdout.write(".");
  return new Promise<void>((resolve) => setTimeout(resolve, 15));
};

async function main({ ingestion, queries, principal, registry, folder, ahead, since }: ProcessOptions): Promise<void> {
  const pacing = {
    clock: { now: () => new Date(Date.now() + ahead) },
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const fetch = fetchTrusting(readFileSync(queries.caFile, "utf8"));
  const logs = new LogAnalytics({
    endpoint: queries.endpoint,
    workspaceId: queries.workspaceId,
    token: async () => issueToken(principal, "https://api.loganalytics.io"),
    fetch: async (url, init) => {
      await step();
      return fetch(url, init);
    },
    pacing,
  });
  const ca = readFileSync(ingestion.caFile, "utf8");
  const sender = new IngestionSender({ ...ingestion, credential: localCredential(principal), ca });
  const files = new FileStateStore(folder);
  await new SignatureVerifier({
    logs,
    pacing,
    sender: {
      send: (stream, rows) => sender.send(stream, rows),
      sendOnce: async (stream, rows) => {
        await step();
        const taken = await sender.sendOnce(stream, rows);
        await step();
        return taken;
      },
    },
    store: {
      read: (name) => files.read(name),
      write: async (name, value) => {
        await step();
        await files.write(name, value);
        await step();
      },
    },
    registry: readKeyRegistry(registry),
    verifierId: "test",
    verifierVersion: "1",
    since: new Date(since),
    step: 60,
    batchBytes: 6000,
    latencyMinutes: 1.5 / 60,
    pollMilliseconds: 100,
  }).run();
}

main(JSON.parse(process.argv[2]!)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
