import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Lock } from "../src/spool/lock";
import { Watch } from "../src/spool/watch";
import { temporaryFolder } from "./support";

const minutes = 60_000;

/** A watch on a clock that the test moves. */
function watching() {
  const time = { now: 0 };
  return { time, watch: new Watch(() => time.now) };
}

/** A folder whose holder is changed after it took the lock. */
async function heldBy(change: object): Promise<string> {
  const folder = temporaryFolder();
  await Lock.take(folder, "other", watching().watch, true);
  const file = join(folder, "holders", "1.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
  return folder;
}

test.each([
  ["this process id, but of a process before", { started: "x" }],
  ["a process that is gone", { pid: 2 ** 30 }],
])("a lock of %s is taken over at once", async (_name, change) => {
  const folder = await heldBy(change);
  const lock = await Lock.take(folder, "mine", watching().watch, true);
  expect(await lock!.isHeld()).toBe(true);
  expect(lock!.mayReturn).toBe(false);
  await lock!.release();
  expect(readdirSync(join(folder, "holders"))).toEqual([]);
});

test.each([
  ["another machine", { machine: "elsewhere", space: "elsewhere 1" }],
  ["this host's name in another container, where process ids mean others", { space: "here 2", pid: 2 ** 30 }],
  ["an exporter that does not see process ids", { space: undefined, pid: 2 ** 30 }],
])("a lock of %s is kept as long as it shows a sign of life, and taken when it is silent", async (_name, change) => {
  const folder = await heldBy(change);
  const { time, watch } = watching();
  for (let i = 0; i < 10; i++) {
    expect(await Lock.take(folder, "mine", watch, true)).toBeUndefined();
    time.now += 1.9 * minutes;
    const file = join(folder, "holders", "1.json");
    writeFileSync(file, `${readFileSync(file, "utf8")} `);
  }
  expect(await Lock.take(folder, "mine", watch, true)).toBeUndefined();
  time.now += 2.1 * minutes;
  const lock = await Lock.take(folder, "mine", watch, true);
  expect(lock!.mayReturn).toBe(true);
  await lock!.release();
});

test("a lock that is held is not given twice, and one that was lost is not let go of", async () => {
  const folder = temporaryFolder();
  const { watch } = watching();
  const first = await Lock.take(folder, "a", watch, true);
  expect(await Lock.take(folder, "b", watch, true)).toBeUndefined();
  const file = join(folder, "holders", "1.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), pid: 2 ** 30 }));
  const second = await Lock.take(folder, "c", watch, true);
  expect(await first!.isHeld()).toBe(false);
  await first!.release();
  expect(await second!.isHeld()).toBe(true);
  await second!.release();
});

test("many at once: one gets it", async () => {
  const folder = await heldBy({ pid: 2 ** 30 });
  const { watch } = watching();
  const locks = await Promise.all(Array.from({ length: 20 }, (_, i) => Lock.take(folder, `t${i}`, watch, true)));
  const taken = locks.filter((lock) => lock !== undefined);
  expect(taken).toHaveLength(1);
  await taken[0]!.release();
});

test("a lock goes with its folder, and is let go of there", async () => {
  const [folder, moved] = [temporaryFolder(), join(temporaryFolder(), "moved")];
  const lock = await Lock.take(folder, "mine", watching().watch, true);
  renameSync(folder, moved);
  expect(await lock!.isHeld()).toBe(false);
  lock!.movedTo(moved);
  expect([await lock!.isHeld(), lock!.isHeldNow()]).toEqual([true, true]);
  await lock!.release();
  expect(readdirSync(join(moved, "holders"))).toEqual([]);
});
