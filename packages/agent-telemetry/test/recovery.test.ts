import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Endpoint, expectWhole } from "./endpoint";
import { batches, leftBehind, until, writeBatches } from "./left-behind";
import { exporter, fastClock, temporaryFolder, toolCalls, upTo } from "./support";

async function nextWriter(folder: string, more: object = {}) {
  const endpoint = new Endpoint();
  const { telemetry, problems } = exporter(endpoint, folder, more);
  for (const span of toolCalls(2, 100)) telemetry.onEnd(span);
  await telemetry.shutdown();
  return { endpoint, problems: problems.map(({ message }) => message) };
}

test("nothing is damaged: the chain goes on, and admits the end of the writer before", async () => {
  const { endpoint } = await nextWriter(await leftBehind());
  expect(endpoint.numbers).toEqual([...upTo(20), 100, 101]);
  expectWhole(endpoint);
  expect(endpoint.chains).toHaveLength(1);
  expect(endpoint.said).toEqual([
    ["telemetry.started", undefined],
    ["telemetry.resumed", "unknown"],
    ["telemetry.closed", undefined],
  ]);
});

test.each([
  ["truncated", (file: string) => truncateSync(file, 20)],
  ["empty", (file: string) => truncateSync(file, 0)],
  ["spoilt", (file: string) => writeFileSync(file, "spoilt")],
  ["gone", (file: string) => rmSync(file)],
])("the newest batch is %s: a new chain names the one before, and the number is admitted", async (_name, damage) => {
  const folder = await leftBehind();
  damage(batches(folder).at(-1)!);
  const { endpoint, problems } = await nextWriter(folder);
  expect(endpoint.numbers).toEqual([...upTo(15), 100, 101]);
  expectWhole(endpoint);
  expect(endpoint.chains).toHaveLength(2);
  const [old] = endpoint.chains.filter(([first]) => first!.EventOriginalType === "telemetry.started");
  const [renewed] = endpoint.chains.filter(([first]) => first!.EventOriginalType === "telemetry.resumed");
  expect(renewed![0]!.AdditionalFields).toEqual({ PreviousChainId: old![0]!.ChainId, Lost: "unknown" });
  expect(endpoint.said).toContainEqual(["telemetry.damaged", 5]);
  const told = renewed!.find(({ EventOriginalType }) => EventOriginalType === "telemetry.damaged");
  expect(told!.AdditionalFields).toEqual({
    Lost: 5,
    LostChainId: old![0]!.ChainId,
    LostFromSequence: 17,
    LostToSequence: 21,
  });
  expect(problems).toContainEqual(expect.stringMatching(/has lost batch \d+ with 5 records/));
});

test.each([
  ["truncated", (file: string) => truncateSync(file, 20)],
  ["empty", (file: string) => truncateSync(file, 0)],
  ["gone", (file: string) => rmSync(file)],
])("a batch in the middle is %s: its number is admitted, and the rest goes", async (_name, damage) => {
  const folder = await leftBehind();
  damage(batches(folder).at(-3)!);
  const { endpoint } = await nextWriter(folder);
  expect(endpoint.numbers).toEqual([...upTo(5), ...upTo(10).map((i) => 10 + i), 100, 101]);
  expect(endpoint.said).toContainEqual(["telemetry.damaged", 5]);
});

test("without the ledger, damage is admitted as unknown", async () => {
  const folder = await leftBehind();
  rmSync(join(folder, "writer-1", "ledger.jsonl"));
  truncateSync(batches(folder).at(-3)!, 20);
  rmSync(batches(folder).at(-2)!);
  const { endpoint } = await nextWriter(folder);
  expectNever0(endpoint);
  expect(endpoint.said.filter(([type, lost]) => type === "telemetry.damaged" && lost === "unknown")).toHaveLength(2);
  expect(endpoint.numbers).toEqual([...upTo(5), 15, 16, 17, 18, 19, 100, 101]);
});

test("a ledger that was cut short spoils nothing", async () => {
  const folder = await leftBehind();
  const ledger = join(folder, "writer-1", "ledger.jsonl");
  writeFileSync(ledger, readFileSync(ledger).subarray(0, -30));
  const { endpoint } = await nextWriter(folder);
  expect(endpoint.numbers).toEqual([...upTo(20), 100, 101]);
  expectNever0(endpoint);
});

test("all files are gone: a new chain says so", async () => {
  const folder = await leftBehind();
  for (const file of batches(folder)) rmSync(file);
  const { endpoint } = await nextWriter(folder);
  expectWhole(endpoint);
  expect(endpoint.said[0]).toEqual(["telemetry.resumed", "unknown"]);
  const admitted = endpoint.said.filter(([type]) => type === "telemetry.damaged").map(([, lost]) => Number(lost));
  // The writer's own beginning and the tool calls.
  expect(admitted.reduce((a, b) => a + b)).toBe(21);
});

test("files that are damaged while a writer runs are admitted by it", async () => {
  const endpoint = new Endpoint();
  const folder = temporaryFolder();
  endpoint.answer = () => new Error("down");
  const { telemetry } = exporter(endpoint, folder);
  await writeBatches(telemetry, folder, 4);
  rmSync(batches(folder).at(-3)!);
  truncateSync(batches(folder).at(-2)!, 5);
  endpoint.answer = () => undefined;
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual([...upTo(5), 15, 16, 17, 18, 19]);
  expect(endpoint.said.filter(([type]) => type === "telemetry.damaged")).toEqual([
    ["telemetry.damaged", 5],
    ["telemetry.damaged", 5],
  ]);
  expect(endpoint.records.at(-1)!.EventOriginalType).toBe("telemetry.closed");
});

test("a spool that is taken away with what was in it: the number is admitted", async () => {
  const endpoint = new Endpoint();
  const folder = temporaryFolder();
  endpoint.answer = () => new Error("down");
  const { telemetry } = exporter(endpoint, folder);
  await writeBatches(telemetry, folder, 3);
  rmSync(join(folder, "writer-1"), { recursive: true });
  for (const span of toolCalls(2, 100)) telemetry.onEnd(span);
  await until(() => existsSync(join(folder, "writer-1", "ledger.jsonl")) && batches(folder).length > 0);
  endpoint.answer = () => undefined;
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual([100, 101]);
  expectWhole(endpoint);
  expect(endpoint.said[0]).toEqual(["telemetry.resumed", 16]);
  expect(endpoint.said.map(([type]) => type)).not.toContain("telemetry.started");
  expect(endpoint.records[0]!.AdditionalFields).toHaveProperty("PreviousChainId");
});

test("a folder from another machine: a new chain names the old one, since a copy may go on with it", async () => {
  const folder = temporaryFolder();
  await nextWriter(folder);
  const ledger = join(folder, "writer-1", "ledger.jsonl");
  writeFileSync(ledger, readFileSync(ledger, "utf8").replace(/"machine":"[^"]*"/, '"machine":"elsewhere"'));
  const { endpoint } = await nextWriter(folder);
  expect(endpoint.said).toEqual([
    ["telemetry.resumed", undefined],
    ["telemetry.closed", undefined],
  ]);
  expect(endpoint.records[0]).toMatchObject({
    ChainSequence: 1,
    AdditionalFields: { PreviousChainId: expect.any(String) },
  });
});

test("what another agent left in the folder is not touched", async () => {
  const folder = temporaryFolder();
  const other = "11111111-2222-4333-8444-555555555555";
  const down = new Endpoint();
  down.answer = () => new Error("down");
  const first = exporter(down, folder, { agentId: other, flushTimeout: 1 });
  first.telemetry.onEnd(toolCalls(1)[0]!);
  await first.telemetry.shutdown();
  const { endpoint } = await nextWriter(folder);
  expect(endpoint.numbers).toEqual([100, 101]);
  expect(endpoint.said[0]).toEqual(["telemetry.started", undefined]);
  expect(batches(folder, 1).length).toBeGreaterThan(0);
});

test("what an earlier kill left of locks holds up nobody", async () => {
  const folder = await leftBehind();
  const slot = join(folder, "writer-1");
  mkdirSync(join(slot, "takeover"));
  writeFileSync(join(slot, "lock"), "");
  writeFileSync(join(slot, "holders", "half.tmp"), "");
  const { endpoint } = await nextWriter(folder);
  expect(endpoint.numbers).toEqual([...upTo(20), 100, 101]);
});

test("a holder that cannot be read is waited for, then the folder is taken", async () => {
  const folder = await leftBehind();
  const holders = join(folder, "writer-1", "holders");
  writeFileSync(join(holders, "9.json"), "");
  const endpoint = new Endpoint();
  let now = 0;
  const clock = { ...fastClock(), elapsed: () => now };
  const { telemetry } = exporter(endpoint, folder, { clock });
  await telemetry.forceFlush();
  expect(endpoint.numbers).toEqual([]);
  now += 130_000;
  await until(() => endpoint.numbers.length === 20);
  await telemetry.shutdown();
  expectWhole(endpoint);
});

function expectNever0({ said }: Endpoint): void {
  expect(said.map(([, lost]) => lost)).not.toContain(0);
}
