import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { readKeyRegistry } from "@sentinel-agent-identities/lineage";
import { type AgentTelemetry, keyInFile, registryEntry } from "@sentinel-agent-identities/telemetry";
import { Endpoint, expectWhole } from "../../packages/agent-telemetry/test/endpoint";
import { batches, leftBehind, until } from "../../packages/agent-telemetry/test/left-behind";
import { startAgent } from "../../packages/agent-telemetry/test/processes";
import { endedSpans, exporter, temporaryFolder, toolCalls } from "../../packages/agent-telemetry/test/support";
import { MemoryStore } from "../../packages/collector/test/support";
import { answer, minutes, Scene, start, victim } from "./scene";

const withTime = (time: object) => {
  const [span] = toolCalls(1, 7) as [ReadableSpan];
  return new Proxy(span, { get: (of, name) => (time as never)[name] ?? Reflect.get(of, name) });
};
const damaged = async (damage: (files: readonly string[]) => void): Promise<string> => {
  const folder = await leftBehind();
  damage(batches(folder));
  return folder;
};
const another = { resource: { "gen_ai.agent.id": "11111111-2222-4333-8444-555555555555" } };

/** Nobody listens there. */
const nowhere = "http://127.0.0.1:9";

/** The folder of two processes that were killed at their work, with nothing sent. */
async function twoKilled(): Promise<string> {
  const folder = temporaryFolder();
  const both = [0, 1000].map((from) => startAgent(nowhere, folder, { from, count: 1_000_000, at: start }));
  const waits = (slot: number) => existsSync(join(folder, `writer-${slot}`)) && batches(folder, slot).length > 1;
  await until(() => waits(1) && waits(2));
  for (const { kill } of both) await kill();
  return folder;
}

/** A folder whose next writer was killed while it took the place of the one before. */
async function killedTaking(): Promise<string> {
  const folder = await leftBehind();
  await startAgent(nowhere, folder, { at: start, diesTaking: true }).ended;
  expect(readdirSync(join(folder, "writer-1", "holders"))).toEqual(expect.arrayContaining(["1.json", "2.json"]));
  return folder;
}

/** An exporter at work in another container on the same folder: its process id says nothing here. */
async function elsewhere(folder: string, endpoint: Endpoint): Promise<AgentTelemetry> {
  const { telemetry } = exporter(endpoint, folder, { instance: "elsewhere" });
  for (const span of toolCalls(2, 200)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  const file = join(folder, "writer-1", "holders", "1.json");
  const holder = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...holder, space: "elsewhere 1", pid: 2 ** 30 }));
  return telemetry;
}

/** A mishap: the folder it leaves, who else is there, spans that come too, what the endpoint says, and what has to be admitted. */
interface Mishap {
  readonly folder?: () => Promise<string>;
  readonly beside?: (folder: string, endpoint: Endpoint) => Promise<AgentTelemetry>;
  readonly spans?: readonly ReadableSpan[];
  readonly answer?: Endpoint["answer"];
  /** type of the admission, the number in it, and how many there are */
  readonly admits?: readonly [type: string, lost: unknown, times?: number];
}

const mishaps: Record<string, Mishap> = {
  "an answer that got lost": { answer: ({ attempt }) => (attempt === 0 ? "lost" : undefined) },
  "a process killed with batches unsent": { folder: leftBehind, admits: ["telemetry.resumed", "unknown"] },
  "two processes killed with batches unsent, of which one comes back": {
    folder: twoKilled,
    admits: ["telemetry.resumed", "unknown", 2],
  },
  "killed while it took over from one that was killed": {
    folder: killedTaking,
    admits: ["telemetry.resumed", "unknown"],
  },
  "another container at work in the folder": { beside: elsewhere },
  "the newest file cut": {
    folder: () => damaged((files) => truncateSync(files.at(-1)!, 20)),
    admits: ["telemetry.damaged", 5],
  },
  "the newest file empty": {
    folder: () => damaged((files) => truncateSync(files.at(-1)!, 0)),
    admits: ["telemetry.damaged", 5],
  },
  "a file in the middle damaged": {
    folder: () => damaged((files) => truncateSync(files.at(-3)!, 20)),
    admits: ["telemetry.damaged", 5],
  },
  "a file in the middle gone": {
    folder: () => damaged((files) => rmSync(files.at(-3)!)),
    admits: ["telemetry.damaged", 5],
  },
  "a record that is refused for ever": {
    answer: ({ rows }) => (rows.some(({ ToolId }) => ToolId === "101") ? { status: 400 } : undefined),
    admits: ["telemetry.refused", 1],
  },
  "429 while others wait": {
    answer: ({ attempt }) => (attempt === 0 ? { status: 429, headers: { "retry-after": "5" } } : undefined),
  },
  "a span that ends in the year 275760": {
    spans: [withTime({ endTime: [8.64e12, 0] })],
    admits: ["telemetry.dropped", 1],
  },
  "a span of another agent": { spans: endedSpans([another]), admits: ["telemetry.dropped", 1] },
};

/** Nothing waits in the folder, and two that work side by side have a chain each. */
function expectSent(name: string, folder: string): void {
  const writers = readdirSync(folder).filter((entry) => /^writer-\d+$/.test(entry));
  const waiting = writers.flatMap((writer) => batches(folder, Number(writer.slice("writer-".length))));
  expect([name, waiting]).toEqual([name, []]);
  expect([name, writers.length]).toEqual([name, /^(two|another)/.test(name) ? 2 : 1]);
}

let scene: Scene | undefined;
afterEach(() => scene?.close());

test("no mishap of an honest exporter is held against its agent, and each loss is admitted where the rules look", async () => {
  scene = await Scene.open();
  const entries = [];
  const admitted: (readonly [name: string, type: string, lost: unknown])[] = [];
  for (const [name, { folder = async () => temporaryFolder(), beside, spans = [], answer, admits }] of Object.entries(
    mishaps,
  )) {
    const endpoint = new Endpoint();
    if (answer) endpoint.answer = answer;
    const place = await folder();
    const other = await beside?.(place, endpoint);
    const { telemetry } = exporter(endpoint, place, { instance: name });
    for (const span of [...toolCalls(2, 100), ...spans]) telemetry.onEnd(span);
    await telemetry.shutdown();
    if (other) for (const span of toolCalls(2, 300)) other.onEnd(span);
    await other?.shutdown();
    expectSent(name, place);
    if (typeof admits?.[1] !== "number") expectWhole(endpoint);
    expect([name, await scene.sends(victim, "records", endpoint.rows)]).toEqual([name, 200]);
    entries.push(registryEntry(keyInFile(join(place, "key.json")), victim, new Date(0), new Date("2100-01-01")));
    const [type, lost, times = 1] = admits ?? ["", "", 0];
    for (let i = 0; i < times; i++) admitted.push([name, type, lost]);
  }
  const store = new MemoryStore();
  const registry = readKeyRegistry({ keys: entries });
  await scene.verifies(registry, 10, store);
  await scene.verifies(registry, 45, store);
  const rows = async (query: string) => (await scene!.emulator.query(query, { now: new Date(minutes(60)) })).rows;
  expect(await rows("AgentSignature_CL | distinct VerificationState | sort by VerificationState asc")).toEqual([
    ["ChainGap"],
    ["Duplicate"],
    ["Valid"],
  ]);
  const said = await rows(
    `AgentExecution_CL | where EventOriginalType startswith "telemetry."
     | project SrcAgentInstanceId, EventOriginalType, Lost = AdditionalFields.Lost`,
  );
  const isAdmitted = ([name, type]: readonly unknown[]) => admitted.some(([of, as]) => of === name && as === type);
  expect(said.filter(isAdmitted).sort()).toEqual(admitted.sort());
  // A gap is told, and so is that it was admitted: who has the key could admit what he hides. It asks a person, no more.
  const after = await scene.lives(90, [answer(victim, 15, "deny CODE")]);
  expect(after).toMatchObject({ frozen: [], said: [`AIC-031 ${victim}`, `AIC-036 ${victim}`] });
  expect(after.ledger).toContain(`Freeze ${victim} Denied`);
}, 300_000);
