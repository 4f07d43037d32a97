import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forkModule, workFromFirst } from "../src";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "both-ends-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const count = 40;
const wait = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** Which pieces each process did, in their order. */
async function shared(order: object, before = 0) {
  const file = join(folder, "done");
  const here: number[] = [];
  const told: number[] = [];
  const pieces = Array.from({ length: count }, (_, place) => () => {
    wait(place === 0 ? before : 20);
    here.push(place);
  });
  const child = forkModule(join(__dirname, "both-ends-process"));
  await workFromFirst(child, { file, count, ...order }, pieces, (done) => told.push(done));
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return {
    here,
    there: lines.filter((line) => line !== "kept").map(Number),
    isKept: lines.at(-1) === "kept",
    told,
    child,
  };
}

test("both do pieces until they meet, each from its end, and what was made is kept", async () => {
  const { here, there, isKept, told } = await shared({}, 1500);
  expect(here).toEqual(here.map((_, i) => i));
  expect(there).toEqual(there.map((_, i) => count - 1 - i));
  expect(there.length).toBeGreaterThan(0);
  expect(new Set([...here, ...there]).size).toBe(count);
  // Where they meet, both may have begun the same one.
  expect(here.length + there.length).toBeLessThanOrEqual(count + 2);
  expect(isKept).toBe(true);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test.each([
  ["fails at the first piece", { failing: count - 1 }],
  ["ends without a word", { ending: count - 1 }],
])("another process that %s leaves all to this one", async (_, order) => {
  const { here, there } = await shared(order, 1500);
  expect(there).toEqual([]);
  expect(here.slice(0, count - 1)).toEqual(Array.from({ length: count - 1 }, (_, place) => place));
});

test("what a piece throws here is thrown, and the other process ends", async () => {
  const child = forkModule(join(__dirname, "both-ends-process"));
  const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
  const fails = () => {
    throw new Error("a rule that does not bind");
  };
  await expect(workFromFirst(child, { file: join(folder, "done"), count: 1 }, [fails])).rejects.toThrow(
    /does not bind/,
  );
  expect(await ended).toBe("SIGKILL");
});
