import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Endpoint, expectWhole } from "./endpoint";
import { otlpRequest, otlpSpan, startRelay, verdictsOf } from "./relay-support";
import { agentId, temporaryFolder, upTo } from "./support";

/** Waits longer between two batches, and before it sends, than any test does. */
const patient = { batchDelay: 1e9, sendDelay: 1e9 };
const spans = (from: number, count: number) => otlpRequest(upTo(count).map((i) => otlpSpan(from + i)));
const isFile = (name: string) => name.endsWith(".json.gz") || name.endsWith(".jsonl");

/** What is on the disk of a relay that is killed now: its folder, without the sign that it lives. */
function killed(folder: string): string {
  const copy = join(temporaryFolder(), "copy");
  cpSync(folder, copy, { recursive: true });
  for (const name of readdirSync(join(copy, agentId)).filter((slot) => slot.startsWith("writer-")))
    rmSync(join(copy, agentId, name, "holders"), { recursive: true, force: true });
  for (const name of readdirSync(join(copy, "inbox")))
    rmSync(join(copy, "inbox", name, "holders"), { recursive: true, force: true });
  return copy;
}

/** A relay that has answered spans it has not signed. */
async function answered(count: number) {
  const { folder, post, relay } = await startRelay(new Endpoint(), { options: patient });
  // The first batch is written at once; what follows waits.
  expect((await post(spans(0, 1))).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await post(spans(1, count - 1))).status).toBe(200);
  while ((relay.health.body as { since: { spans: number } }).since.spans < count)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return folder;
}

test("what was answered and not yet signed is signed by the next relay in the folder, after the admission of the end", async () => {
  const folder = killed(await answered(5));
  const endpoint = new Endpoint();
  const { relay } = await startRelay(endpoint, { folder });
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(5));
  expectWhole(endpoint);
  expect(endpoint.said).toContainEqual(["telemetry.resumed", "unknown"]);
  expect(new Set(verdictsOf(endpoint, folder).filter((verdict) => verdict !== "ReceivedLate"))).toEqual(
    new Set(["Valid"]),
  );
});

test("signed once, it is not signed again by the next", async () => {
  const folder = killed(await answered(5));
  const [first, second] = [new Endpoint(), new Endpoint()];
  await (await startRelay(first, { folder })).relay.close();
  await (await startRelay(second, { folder })).relay.close();
  expect(first.numbers).toEqual(upTo(5));
  expect(second.numbers).toEqual([]);
});

test("killed after the batch was written and before that was noted: signed once", async () => {
  const folder = await answered(5);
  const before = killed(folder);
  const endpoint = new Endpoint();
  endpoint.answer = () => ({ status: 503 });
  const next = await startRelay(endpoint, { folder: before, options: { flushTimeout: 50 } });
  while (!readdirSync(join(before, agentId, "writer-1")).some((name) => /^0+[2-9]\.json\.gz$/.test(name)))
    await new Promise((resolve) => setTimeout(resolve, 10));
  const after = killed(before);
  // As if it had not come to noting.
  cpSync(join(killed(folder), agentId, "writer-1", "kept.jsonl"), join(after, agentId, "writer-1", "kept.jsonl"));
  await next.relay.close();
  const last = new Endpoint();
  await (await startRelay(last, { folder: after })).relay.close();
  expect(last.numbers).toEqual(upTo(5));
  expectWhole(last);
});

test("what was written half is not answered, and spoils nothing", async () => {
  const folder = killed(await answered(3));
  const file = join(folder, agentId, "writer-1", "kept.jsonl");
  writeFileSync(file, `${readFileSync(file, "utf8")}\n{"keep":99,"record":{"EventUid":"cut o`);
  const endpoint = new Endpoint();
  const { relay, post } = await startRelay(endpoint, { folder });
  expect((await post(spans(3, 2))).status).toBe(200);
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(5));
  expectWhole(endpoint);
});

test("nothing is left behind by a relay that ended in order", async () => {
  const endpoint = new Endpoint();
  const { relay, post, folder } = await startRelay(endpoint);
  for (let i = 0; i < 20; i++) expect((await post(spans(i * 10, 10))).status).toBe(200);
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(200));
  expect(
    readdirSync(join(folder, agentId, "writer-1"))
      .filter(isFile)
      .sort(),
  ).toEqual(["last-sent.json.gz", "ledger.jsonl"]);
  expect(readdirSync(join(folder, "inbox", "relay-1"))).toEqual(["holders"]);
});
