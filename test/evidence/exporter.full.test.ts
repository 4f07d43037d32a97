import { rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { keyInFile, registryEntry } from "../../agent-telemetry/index";
import { readKeyRegistry } from "../../lib/lineage";
import { Endpoint } from "../agent-telemetry/endpoint";
import { batches, leftBehind } from "../agent-telemetry/left-behind";
import { endedSpans, exporter, temporaryFolder, toolCalls } from "../agent-telemetry/support";
import { MemoryStore } from "../collector/support";
import { answer, minutes, Scene, victim } from "./scene";

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

/** A mishap: the folder it leaves, spans that come too, what the endpoint says, and what has to be admitted. */
interface Mishap {
  readonly folder?: () => Promise<string>;
  readonly spans?: readonly ReadableSpan[];
  readonly answer?: Endpoint["answer"];
  /** type of the admission, and the number in it */
  readonly admits?: readonly [string, unknown];
}

const mishaps: Record<string, Mishap> = {
  "an answer that got lost": { answer: ({ attempt }) => (attempt === 0 ? "lost" : undefined) },
  "a process killed with batches unsent": { folder: leftBehind, admits: ["telemetry.resumed", "unknown"] },
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
  "a batch that is refused for ever": {
    answer: ({ rows }) => (rows.some(({ ToolId }) => ToolId === "101") ? { status: 400 } : undefined),
    admits: ["telemetry.refused", 3],
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

let scene: Scene | undefined;
afterEach(() => scene?.close());

test("no mishap of an honest exporter is held against its agent, and each loss is admitted where the rules look", async () => {
  scene = await Scene.open();
  const entries = [];
  const admitted: unknown[] = [];
  for (const [name, { folder = async () => temporaryFolder(), spans = [], answer, admits }] of Object.entries(
    mishaps,
  )) {
    const endpoint = new Endpoint();
    if (answer) endpoint.answer = answer;
    const place = await folder();
    const { telemetry } = exporter(endpoint, place, { instance: name });
    for (const span of [...toolCalls(2, 100), ...spans]) telemetry.onEnd(span);
    await telemetry.shutdown();
    expect([name, await scene.sends(victim, "records", endpoint.rows)]).toEqual([name, 200]);
    entries.push(registryEntry(keyInFile(join(place, "key.json")), victim, new Date(0), new Date("2100-01-01")));
    if (admits) admitted.push([name, ...admits]);
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
  expect(said).toEqual(expect.arrayContaining(admitted));
  // A gap is told, though it is admitted: who has the key could admit what he hides. It asks a person, no more.
  const after = await scene.lives(90, [answer(victim, 15, "deny CODE")]);
  expect(after).toMatchObject({ frozen: [], said: [`AIC-031 ${victim}`] });
  expect(after.ledger).toContain(`Freeze ${victim} Denied`);
}, 300_000);
