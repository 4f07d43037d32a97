import { join } from "node:path";
import { emptyRecordsState, readKeyRegistry, verifyRecords } from "@sentinel-agent-identities/lineage";
import { keyInFile, registryEntry } from "@sentinel-agent-identities/telemetry";
import { expectWhole, type SentRow } from "./endpoint";
import { FakeAzure, startRelayProcess } from "./relay-process";
import { otlpRequest, otlpSpan } from "./relay-support";
import { agentId, temporaryFolder, upTo } from "./support";

const kills = 20;
const minute = 60_000;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A sender of OTLP as SDKs are: it sends again what was not answered, and forgets what was. */
function sender(port: () => number, random: () => number) {
  const answered: number[] = [];
  let isEnding = false;
  let next = 0;
  const send = async (numbers: readonly number[]): Promise<boolean> => {
    const now = BigInt(Date.now()) * 1_000_000n;
    const times = { startTimeUnixNano: String(now - 1_000_000n), endTimeUnixNano: String(now) };
    const body = otlpRequest(numbers.map((number) => otlpSpan(number, {}, times)));
    try {
      const answer = await fetch(`http://127.0.0.1:${port()}/v1/traces`, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(5000),
      });
      return answer.status === 200 && (await answer.text()) === "{}";
    } catch {
      return false;
    }
  };
  const run = async () => {
    while (!isEnding) {
      const numbers = upTo(1 + Math.floor(random() * 20)).map((i) => next + i);
      next += numbers.length;
      while (!(await send(numbers))) await wait(30);
      answered.push(...numbers);
      await wait(random() * 10);
    }
  };
  const running = run();
  return {
    answered,
    end: async () => {
      isEnding = true;
      await running;
    },
  };
}

const isReady = async (port: number) => (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200;

/** Numbers from 0 to 1, the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

test("20 kills while an agent sends, to an endpoint that fails: what was answered arrives, in whole chains, and nothing is held against the agent", async () => {
  const random = randomFrom(17);
  const folder = temporaryFolder();
  const azure = await FakeAzure.start();
  azure.disturb = (response, take) => {
    const chance = random();
    if (chance < 0.1) response.destroy();
    else if (chance < 0.2) response.writeHead(503).end();
    else if (chance < 0.3) {
      take();
      response.destroy();
    } else return false;
    return true;
  };
  let relay = await startRelayProcess(azure, folder);
  const { httpPort } = relay;
  const client = sender(() => httpPort, random);
  for (let killed = 0; killed < kills; killed++) {
    // Most have begun to write; some are killed while they start.
    if (random() < 0.8) {
      while (!(await isReady(httpPort))) await wait(10);
    }
    await wait(random() * 500);
    expect(await relay.end("SIGKILL")).toBeNull();
    // Where the agent knows it to be.
    relay = await startRelayProcess(azure, folder, { AGENTID_RELAY_HTTP_PORT: String(httpPort) });
  }
  await wait(500);
  await client.end();
  azure.disturb = () => false;
  expect(await relay.end("SIGTERM")).toBe(0);
  azure.close();

  const { taken, arrivals } = azure;
  const arrived = new Set(taken.numbers);
  expect(client.answered.length).toBeGreaterThan(500);
  expect(client.answered.filter((number) => !arrived.has(number))).toEqual([]);
  expectWhole(taken);
  for (const chain of taken.chains) expect(chain.at(-1)!.EventOriginalType).toBe("telemetry.closed");
  // Ends are admitted; one that came before anything was written since the last has no admission of its own.
  const admitted = taken.said.filter(([type, lost]) => type === "telemetry.resumed" && lost === "unknown").length;
  expect(admitted).toBeGreaterThan(kills / 10);
  expect(admitted).toBeLessThanOrEqual(kills);

  const entry = registryEntry(
    keyInFile(join(folder, agentId, "key.json")),
    agentId,
    new Date(0),
    new Date("2100-01-01"),
  );
  const stored = taken.records.map((row, i) => ({ id: String(i), arrived: arrivals.get(row.ContentSha256)!, row }));
  const now = new Date(Math.max(...stored.map(({ arrived: at }) => at.getTime())) + 60 * minute);
  const { verdicts } = verifyRecords(emptyRecordsState, stored, {
    registry: readKeyRegistry({ keys: [entry] }),
    now,
    rememberMinutes: 1000,
  });
  expect(verdicts).toHaveLength(stored.length);
  expect(verdicts.filter(({ state }) => state !== "Valid")).toEqual([]);
  const copies = taken.numbers.length - arrived.size;
  const rows = taken.records as readonly SentRow[];
  expect(new Set(rows.map(({ SrcAgentId }) => SrcAgentId))).toEqual(new Set([agentId]));
  console.log(
    `${kills} kills, ${client.answered.length} spans answered, ${taken.records.length} records, ${copies} of them of spans that were sent again, ${taken.chains.length} chains`,
  );
}, 240_000);
