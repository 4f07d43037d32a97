import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyInFile } from "@sentinel-agent-identities/telemetry";
import type { Held } from "../src/relay/inbox/box";
import { Inbox } from "../src/relay/inbox/inbox";
import { looksWhole } from "../src/relay/looks-whole";
import { Watch } from "../src/spool/watch";
import { Endpoint } from "./endpoint";
import { otlpRequest, otlpSpan, startRelay } from "./relay-support";
import { agentId, temporaryFolder, upTo } from "./support";

const json = "application/json" as const;
const text = (held: Held) => held.sent && Buffer.from(held.sent.body).toString();
let tokens = 0;

/** An inbox of a relay that is killed by forgetting it: `dies` takes its sign of life away. */
function inboxIn(folder: string, key = join(folder, "key.json")) {
  const arrived: Held[] = [];
  const inbox = new Inbox(
    {
      folder: join(folder, "inbox"),
      loadKey: () => keyInFile(key),
      uuid: () => `token-${++tokens}`,
      watch: new Watch(() => 0),
    },
    (held) => arrived.push(...held),
  );
  const add = (...bodies: string[]) =>
    Promise.all(bodies.map((body) => inbox.add({ body: Buffer.from(body), format: json })));
  return { inbox, arrived, add };
}

const boxes = (folder: string) => readdirSync(join(folder, "inbox")).sort();
const files = (folder: string, box = "relay-1") =>
  readdirSync(join(folder, "inbox", box)).filter((name) => name.endsWith(".sealed"));
/** Makes the holder of a box one whose process is gone. */
function dies(folder: string, box = "relay-1") {
  const holders = join(folder, "inbox", box, "holders");
  for (const name of readdirSync(holders)) {
    const holder = JSON.parse(readFileSync(join(holders, name), "utf8"));
    writeFileSync(join(holders, name), JSON.stringify({ ...holder, pid: 2 ** 22 + 1, started: "0" }));
  }
}

test("what was added is there for the next, but what is done; nothing of it can be read without the key", async () => {
  const folder = temporaryFolder();
  const first = inboxIn(folder);
  await first.add("pay DE02", "pay DE03", "pay DE04");
  expect(first.arrived.map(text)).toEqual(["pay DE02", "pay DE03", "pay DE04"]);
  await first.inbox.done(first.arrived[0]!);
  for (const file of files(folder))
    expect(readFileSync(join(folder, "inbox/relay-1", file), "latin1")).not.toContain("pay");
  dies(folder);
  const next = inboxIn(folder);
  await next.inbox.open();
  expect(next.arrived.map(text)).toEqual(["pay DE03", "pay DE04"]);
  expect(boxes(folder)).toEqual(["relay-1"]);
});

test("a request that was written in part is not there, and what comes after it is", async () => {
  const folder = temporaryFolder();
  const first = inboxIn(folder);
  await first.add("one", "two");
  const [file] = files(folder);
  appendFileSync(join(folder, "inbox/relay-1", file!), Buffer.from([200, 0, 0, 0, 1, 2, 3]));
  dies(folder);
  const second = inboxIn(folder);
  await second.add("three");
  await second.inbox.done(second.arrived[0]!);
  dies(folder);
  const third = inboxIn(folder);
  await third.inbox.open();
  expect(third.arrived.map(text)).toEqual(["two", "three"]);
});

test("one that is damaged, and those of another key, are there without content", async () => {
  const folder = temporaryFolder();
  const first = inboxIn(folder);
  await first.add("one", "two");
  const path = join(folder, "inbox/relay-1", files(folder)[0]!);
  const bytes = readFileSync(path);
  bytes[20]! ^= 1;
  writeFileSync(path, bytes);
  dies(folder);
  const second = inboxIn(folder);
  await second.inbox.open();
  expect(second.arrived.map(text)).toEqual([undefined, "two"]);
  dies(folder);
  const third = inboxIn(folder, join(folder, "another.json"));
  await third.inbox.open();
  expect(third.arrived.map(text)).toEqual([undefined, undefined]);
});

test("two relays have a folder each, and the one that lives takes over what the other has left", async () => {
  const folder = temporaryFolder();
  const [one, two] = [inboxIn(folder), inboxIn(folder)];
  await one.add("one");
  await two.add("two");
  expect(boxes(folder)).toEqual(["relay-1", "relay-2"]);
  dies(folder, "relay-2");
  await one.inbox.open();
  expect(one.arrived.map(text)).toEqual(["one", "two"]);
  for (const held of one.arrived) await one.inbox.done(held);
  expect(files(folder, "relay-2")).toEqual([]);
});

test("what is done is not kept, however much it is", async () => {
  const folder = temporaryFolder();
  const { inbox, arrived, add } = inboxIn(folder);
  for (let i = 0; i < 40; i++) {
    await add("x".repeat(500_000));
    await inbox.done(arrived[i]!);
  }
  expect(files(folder).length).toBeLessThanOrEqual(1);
  await inbox.close();
  expect(files(folder)).toEqual([]);
});

test("a folder that cannot be written to: nothing is taken, and a next request finds it when it can", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "inbox"), "in the way");
  const { add } = inboxIn(folder);
  await expect(add("one")).rejects.toThrow(/see that the disk has room/);
  const other = temporaryFolder();
  mkdirSync(join(other, "inbox"));
  await expect(inboxIn(other).add("one")).resolves.toEqual([undefined]);
});

test("killed between the answer and the records: the next relay signs them", async () => {
  const folder = temporaryFolder();
  const before = inboxIn(folder, join(folder, agentId, "key.json"));
  await before.add(...upTo(3).map((number) => otlpRequest([otlpSpan(number)])));
  dies(folder);
  const endpoint = new Endpoint();
  const { relay } = await startRelay(endpoint, { folder });
  await relay.close();
  expect(endpoint.numbers).toEqual(upTo(3));
});

describe("the outer shell of a request", () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  test.each<[string, Uint8Array, "application/json" | "application/x-protobuf", boolean]>([
    ["a whole one in JSON", Buffer.from(otlpRequest([otlpSpan(0)])), json, true],
    ["with a blank line at its end", Buffer.from(`${otlpRequest([])}\n`), json, true],
    ["cut off", Buffer.from(otlpRequest([otlpSpan(0)]).slice(0, -3)), json, false],
    ["of another kind", Buffer.from('{"resourceLogs":[]}'), json, false],
    ["written in another way", Buffer.from('{ "resourceSpans": [] }'), json, false],
    ["no bytes in JSON", bytes(), json, false],
    ["a whole one in protobuf", bytes(0x0a, 2, 0x12, 0, 0x0a, 0), "application/x-protobuf", true],
    ["no bytes, which is no span", bytes(), "application/x-protobuf", true],
    ["cut off in a field", bytes(0x0a, 3, 0x12, 0), "application/x-protobuf", false],
    ["cut off in a length", bytes(0x0a, 0x80), "application/x-protobuf", false],
    ["another field", bytes(0x12, 0), "application/x-protobuf", false],
    ["a length beyond all", bytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01), "application/x-protobuf", false],
  ])("%s", (_what, body, format, is) => {
    expect(looksWhole(body, format)).toBe(is);
  });
});
