import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Lock } from "../../agent-telemetry/spool/lock";
import { Spool } from "../../agent-telemetry/spool/spool";
import { temporaryFolder } from "./support";

const minutes = 60_000;
const holder = (more: object) => JSON.stringify({ host: hostname(), pid: 1, started: "x", token: "other", ...more });

function lockedBy(text: string, age = 0): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "lock"), text);
  const then = new Date(Date.now() - age);
  utimesSync(join(folder, "lock"), then, then);
  return folder;
}

test.each([
  ["this process id, but of a process before", holder({ pid: process.pid }), 0],
  ["a process that is gone", holder({ pid: 2 ** 30 }), 0],
  ["another host that has been silent for long", holder({ host: "elsewhere" }), 11 * minutes],
  ["nobody one can read, for long", "", 2 * minutes],
])("a lock of %s is taken over", async (_name, text, age) => {
  const folder = lockedBy(text, age);
  const lock = await Lock.take(folder, "mine");
  expect(lock!.wasLeftBehind).toBe(true);
  expect(await lock!.isHeld()).toBe(true);
  await lock!.release(true);
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test.each([
  ["another host", holder({ host: "elsewhere" }), 9 * minutes],
  ["a writer that is just taking it", "", 0],
])("a lock of %s is respected", async (_name, text, age) => {
  const folder = lockedBy(text, age);
  expect(await Lock.take(folder, "mine")).toBeUndefined();
  expect(readFileSync(join(folder, "lock"), "utf8")).toBe(text);
});

test("a lock that is held is not given twice, and one let go uncleanly says so to the next", async () => {
  const folder = temporaryFolder();
  const first = await Lock.take(folder, "a");
  expect(await Lock.take(folder, "b")).toBeUndefined();
  await first!.release(false);
  const second = await Lock.take(folder, "c");
  expect(second!.wasLeftBehind).toBe(true);
  expect(await first!.isHeld()).toBe(false);
  await first!.release(true);
  expect(await second!.isHeld()).toBe(true);
  await second!.release(true);
});

test("many at once: one gets it", async () => {
  const folder = lockedBy(holder({ pid: 2 ** 30 }));
  const locks = await Promise.all(Array.from({ length: 20 }, (_, i) => Lock.take(folder, `t${i}`)));
  const taken = locks.filter((lock) => lock !== undefined);
  expect(taken).toHaveLength(1);
  await taken[0]!.release(true);
});

test("half-written batches are removed, and the newest whole one ends the chain", async () => {
  const root = temporaryFolder();
  const folder = join(root, "writer-1");
  mkdirSync(folder);
  const batch = (ChainSequence: number) =>
    gzipSync(JSON.stringify([{ ChainId: "a/1", ChainSequence, ContentSha256: "ff", EventEndTime: "t" }]));
  writeFileSync(join(folder, "last-sent.json.gz"), batch(1));
  writeFileSync(join(folder, "000000000007.json.gz"), batch(2));
  writeFileSync(join(folder, "000000000008.json.gz.tmp"), batch(3).subarray(0, 9));
  const spool = await Spool.open(root, "token");
  expect(spool.last).toEqual({ head: { chainId: "a/1", sequence: 2, sha256: "ff" }, time: "t" });
  expect(spool.first).toBe(7);
  expect(existsSync(join(folder, "000000000008.json.gz.tmp"))).toBe(false);
  await spool.acknowledge(7);
  await spool.commit(batch(3));
  expect(spool.first).toBe(8);
  await spool.close(true);
});
