import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { emptyRecordsState, readKeyRegistry, verifyRecords } from "@sentinel-agent-identities/lineage";
import { keyInFile, registryEntry } from "@sentinel-agent-identities/telemetry";
import { bundled } from "../../../test/shared/bundle";
import type { ChaosAgent } from "./chaos-agent";
import { Endpoint, expectWhole, type SentRow } from "./endpoint";
import { agentId, temporaryFolder } from "./support";

/** Agents that live at the same time, each with a folder and an endpoint of its own: most of a life is waiting. */
const agents = 10;
const killsEach = 10;
const minute = 60_000;

/** Numbers from 0 to 1, the same in each run: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An endpoint that breaks off, errs, is busy, and takes records without saying so. */
async function unreliableEndpoint(random: () => number) {
  const taken = new Endpoint();
  const arrivals = new Map<string, Date>();
  const state = { isReliable: false, isDown: false };
  const take = (body: Buffer) => {
    const rows = JSON.parse(gunzipSync(body).toString("utf8")) as SentRow[];
    taken.rows.push(...rows);
    for (const { ContentSha256 } of rows) if (!arrivals.has(ContentSha256)) arrivals.set(ContentSha256, new Date());
  };
  const answer = (body: Buffer, response: ServerResponse) => {
    const chance = state.isReliable ? 1 : random();
    if (state.isDown || chance < 0.1) return response.destroy();
    if (chance < 0.2) return response.writeHead(500).end();
    if (chance < 0.25) return response.writeHead(429, { "Retry-After": "1" }).end();
    take(body);
    if (chance < 0.4) return response.destroy();
    return response.writeHead(204).end();
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
      answer(Buffer.concat(chunks), response);
    } catch {
      // The agent was killed on the way.
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { taken, arrivals, state, server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** An agent in a process of its own. */
function start(told: ChaosAgent) {
  const child = spawn(process.execPath, [bundled(join(__dirname, "chaos-agent.ts")), JSON.stringify(told)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  const ended = once(child, "close").then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  return {
    first: once(child.stdout, "data"),
    ended,
    kill: () => child.kill("SIGKILL"),
    isPlaced: () => printed.includes("placed"),
    /** numbers of the spans that it ended, as far as it could say so */
    numbers: () =>
      printed
        .split("\n")
        .filter((line) => /^\d+$/.test(line))
        .map(Number),
  };
}

/** What is known of a process that ended. */
interface End {
  readonly numbers: readonly number[];
  /** null when it was killed */
  readonly code: number | null;
  readonly isPlaced: boolean;
  readonly at: Date;
}

/** Ends so far, as the test knows them. */
const endOf = async (child: ReturnType<typeof start>): Promise<End> => {
  const code = await child.ended;
  return { code, numbers: child.numbers(), isPlaced: child.isPlaced(), at: new Date() };
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One agent's kills. @returns numbers to print */
async function chaos(seed: number) {
  const random = randomFrom(seed);
  const folder = temporaryFolder();
  const { taken, arrivals, state, server, endpoint } = await unreliableEndpoint(random);
  const jumps = () => Array.from({ length: 8 }, () => Math.round(random() * 10 - 7));
  let from = 0;
  let killed = 0;
  const ends: End[] = [];

  async function life(): Promise<void> {
    // Some live to their end; the disk of some is full at the start, of some later.
    const lives = random() < 0.2;
    const fullFrom = random() < 0.5 ? 0 : random() * 1500;
    const full: [number, number] = random() < 0.3 ? [fullFrom, fullFrom + random() * 1500] : [0, 0];
    const child = start({ agentId, endpoint, folder, from, count: lives ? 150 : 1_000_000, full, jumps: jumps() });
    from += 1_000_000;
    if (!lives) {
      if (random() < 0.7) await Promise.race([child.first, child.ended]);
      await wait(random() * 700);
      child.kill();
      killed++;
    }
    ends.push(await endOf(child));
  }
  async function lives(): Promise<void> {
    while (killed < killsEach) await life();
  }
  async function outages(): Promise<void> {
    while (killed < killsEach) {
      await wait(2000 + random() * 3000);
      state.isDown = !state.isDown;
    }
    state.isDown = false;
  }
  await Promise.all([lives(), lives(), outages()]);

  state.isReliable = true;
  const last = start({ agentId, endpoint, folder, from, count: 5, full: [0, 0], jumps: [0] });
  ends.push(await endOf(last));
  server.close();

  // All that was signed has arrived: every chain is whole and closed, and nothing waits.
  expectWhole(taken);
  for (const chain of taken.chains) expect(chain.at(-1)!.EventOriginalType).toBe("telemetry.closed");
  const waiting = readdirSync(folder).filter((name) => name.startsWith("writer-"));
  const files = waiting.flatMap((name) => readdirSync(join(folder, name))).filter((name) => /^\d{12}\./.test(name));
  expect(files).toEqual([]);

  // Every loss is admitted: with its number by whoever ended in order, as unknown after a kill.
  const arrived = new Set(taken.numbers);
  const lossOf = (numbers: readonly number[]) => numbers.filter((number) => !arrived.has(number)).length;
  const inOrder = ends.filter(({ code }) => code === 0);
  const numbered = taken.said.flatMap(([, lost]) => (typeof lost === "number" ? [lost] : []));
  expect(numbered).not.toContain(0);
  expect(inOrder.reduce((sum, { numbers }) => sum + lossOf(numbers), 0)).toBe(numbered.reduce((a, b) => a + b, 0));
  const unknown = taken.records.filter(({ AdditionalFields }) => AdditionalFields?.Lost === "unknown");
  const lossy = ends.filter(({ code, numbers, isPlaced }) => code !== 0 && isPlaced && lossOf(numbers) > 0);
  for (const { numbers, at } of lossy) {
    const own = taken.records.filter(({ ToolId }) => ToolId && numbers.includes(Number(ToolId))).at(-1);
    const admits = unknown.filter((row) => {
      const follows = row.ChainId === own?.ChainId && row.ChainSequence > own.ChainSequence;
      const names = row.AdditionalFields!.PreviousChainId === own?.ChainId;
      return own === undefined ? arrivals.get(row.ContentSha256)! > at : follows || names;
    });
    expect(admits.length).toBeGreaterThan(0);
  }
  expect(lossOf(ends.at(-1)!.numbers)).toBe(0);

  // And the verifier holds nothing against the agent.
  const entry = registryEntry(keyInFile(join(folder, "key.json")), agentId, new Date(0), new Date("2100-01-01"));
  const stored = taken.records.map((row, i) => ({ id: String(i), arrived: arrivals.get(row.ContentSha256)!, row }));
  const now = new Date(Math.max(...stored.map(({ arrived: at }) => at.getTime())) + 60 * minute);
  const registry = readKeyRegistry({ keys: [entry] });
  const { verdicts } = verifyRecords(emptyRecordsState, stored, { registry, now, rememberMinutes: 1000 });
  expect(verdicts).toHaveLength(stored.length);
  const rows = new Map(stored.map(({ id, row }) => [id, row as SentRow]));
  const against = verdicts.filter(({ state: verdict, rowId }) => {
    // The exporter dates its own records by the clock that jumped.
    const isOwn = rows.get(rowId)!.EventOriginalType.startsWith("telemetry.");
    // That a record is late by its own time is true of a clock that was set back, and accuses nobody of anything.
    return verdict !== "Valid" && verdict !== "ReceivedLate" && !(verdict === "ClockSkew" && isOwn);
  });
  expect(against).toEqual([]);
  return {
    kills: killed,
    processes: ends.length,
    rows: taken.rows.length,
    copies: taken.rows.length - taken.records.length,
    records: taken.numbers.length,
    chains: taken.chains.length,
    "kills with losses": lossy.length,
    "unknown admissions": unknown.length,
    "numbered admissions": numbered.length,
  };
}

test("100 kills, outages, lost answers, full disks, clock jumps, two processes: what was signed arrives, losses are admitted, nothing is held against the agent", async () => {
  const seeds = Array.from({ length: agents }, (_, i) => 14 + i);
  const counted = await Promise.all(seeds.map(chaos));
  const sum = (name: keyof (typeof counted)[number]) => counted.reduce((total, one) => total + one[name], 0);
  expect(sum("kills")).toBeGreaterThanOrEqual(agents * killsEach);
  expect(sum("kills with losses")).toBeGreaterThan((agents * killsEach) / 4);
  expect(sum("records")).toBeGreaterThan(1000);
  console.log(
    Object.keys(counted[0]!)
      .map((name) => `${sum(name as keyof (typeof counted)[number])} ${name}`)
      .join(", "),
  );
}, 900_000);
