import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder, WorkCache, type WorkKind } from "../../lib/cache";

let folder: string;
let code: string;
let kind: WorkKind;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentid-cache-"));
  code = join(folder, "code.ts");
  writeFileSync(code, "1");
  kind = { name: "sums", code: [code] };
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kept = () => join(folder, "kept");
const file = () => join(kept(), "sums.packed");
const open = (limits?: { entries: number; characters: number }) =>
  new WorkCache(kept(), { warn: (message) => warnings.push(message), ...(limits ? { limits } : {}) });

/** What `remember` gives, and whether it had to be made. */
function ask(cache: WorkCache, part: string, value: unknown = { of: part }) {
  let made = false;
  const given = cache.remember(kind, [part], () => {
    made = true;
    return value;
  });
  return { given, made };
}

test("work is done once within a process, also without a folder", () => {
  const cache = new WorkCache();
  expect(ask(cache, "a")).toEqual({ given: { of: "a" }, made: true });
  expect(ask(cache, "a")).toEqual({ given: { of: "a" }, made: false });
  expect(ask(cache, "b").made).toBe(true);
  cache.save();
  expect(readdirSync(folder)).toEqual(["code.ts"]);
});

test("what was saved is there for the next run, null and empty values too", () => {
  const before = open();
  ask(before, "a");
  ask(before, "null", null);
  before.save();
  const after = open();
  expect(ask(after, "a")).toEqual({ given: { of: "a" }, made: false });
  expect(ask(after, "null")).toEqual({ given: null, made: false });
  expect(warnings).toEqual([]);
});

test("what begins in memory can go on in a folder, and finds what others have put there", () => {
  const others = open();
  ask(others, "b");
  others.save();
  const cache = new WorkCache();
  ask(cache, "a");
  cache.keepIn(kept());
  expect(["a", "b", "c"].map((part) => ask(cache, part).made)).toEqual([false, false, true]);
  cache.save();
  expect(ask(open(), "c").made).toBe(false);
});

test("parts are told apart, and kinds", () => {
  const cache = new WorkCache();
  cache.remember(kind, ["a", "b"], () => 1);
  expect(cache.remember(kind, ["ab"], () => 2)).toBe(2);
  expect(cache.remember({ ...kind, name: "other" }, ["a", "b"], () => 3)).toBe(3);
});

test("other code makes everything anew", () => {
  const inProcess = (value: number) =>
    execFileSync(process.execPath, ["--require", "tsx/cjs", join(__dirname, "remember.ts"), kept(), code, `${value}`], {
      encoding: "utf8",
    });
  expect(inProcess(1)).toBe("made 1");
  expect(inProcess(2)).toBe("kept 1");
  writeFileSync(code, "2");
  expect(inProcess(3)).toBe("made 3");
});

test("an entry that is damaged is not there, the others are, and that is told once", () => {
  const before = open();
  for (const part of ["a", "b", "c"]) ask(before, part);
  before.save();
  writeFileSync(file(), readFileSync(file(), "utf8").split("\n").map(damagedUnless(2)).join("\n"));
  const after = open();
  expect(ask(after, "a")).toEqual({ given: { of: "a" }, made: true });
  expect(ask(after, "b")).toEqual({ given: { of: "b" }, made: true });
  expect(ask(after, "c").made).toBe(false);
  expect(warnings).toEqual([expect.stringMatching(/kept.*damaged.*remove the folder/)]);
  after.save();
  expect(ask(open(), "a")).toEqual({ given: { of: "a" }, made: false });
});

/** Another value in each line but one: a letter of it is another. */
const damagedUnless = (sound: number) => (line: string, place: number) =>
  place === sound ? line : line.replace(/.$/, (last) => (last === "A" ? "B" : "A"));

test.each([
  ["cut off", (text: string) => text.slice(0, text.length / 2)],
  ["no cache at all", () => "\u0000\u0001 not ours \n\n"],
  ["empty", () => ""],
  ["one value under another's key", swapped],
])("a file that is %s gives no wrong answer", (_, damage) => {
  const before = open();
  for (const part of ["a", "b"]) ask(before, part);
  before.save();
  writeFileSync(file(), damage(readFileSync(file(), "utf8")));
  const after = open();
  for (const part of ["a", "b"]) expect(ask(after, part).given).toEqual({ of: part });
  after.save();
  expect(ask(open(), "b").made).toBe(false);
});

function swapped(text: string): string {
  const [first, second] = text.trimEnd().split("\n") as [string, string];
  const [one, other] = [first.split(" ")[0]!, second.split(" ")[0]!];
  return `${first.replace(one, other)}\n${second.replace(other, one)}\n`;
}

test("a folder that cannot be written, or is none, is one warning and no cache", () => {
  writeFileSync(kept(), "a file where the folder should be");
  const cache = open();
  expect(ask(cache, "a").given).toEqual({ of: "a" });
  cache.save();
  expect(ask(cache, "b").given).toEqual({ of: "b" });
  cache.save();
  expect(warnings).toEqual([expect.stringMatching(/kept.*nothing is kept between runs/)]);
});

test("a cache file that cannot be read is one warning and no cache", () => {
  mkdirSync(file(), { recursive: true });
  const cache = open();
  expect(ask(cache, "a").given).toEqual({ of: "a" });
  cache.save();
  expect(warnings).toHaveLength(1);
});

// A superuser may write everywhere.
(process.getuid?.() === 0 ? test.skip : test)("a read-only folder is read, and written to with one warning", () => {
  const before = open();
  ask(before, "a");
  before.save();
  chmodSync(kept(), 0o500);
  const cache = open();
  expect(ask(cache, "a").made).toBe(false);
  expect(warnings).toEqual([]);
  ask(cache, "b");
  cache.save();
  cache.save();
  expect(warnings).toHaveLength(1);
});

test("two that share a folder keep each other's work", () => {
  const [one, other] = [open(), open()];
  ask(one, "a");
  ask(other, "b");
  one.save();
  other.save();
  for (const part of ["a", "b"]) expect(ask(open(), part).made).toBe(false);
});

test("processes that write at the same time never leave a damaged file", async () => {
  const run = (value: number) =>
    new Promise((resolve, reject) => {
      const args = ["--require", "tsx/cjs", join(__dirname, "remember.ts"), kept(), code, `${value}`, "200"];
      spawn(process.execPath, args).on("error", reject).on("exit", resolve);
    });
  expect(await Promise.all([run(1), run(2)])).toEqual([0, 0]);
  const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(0);
  const cache = open();
  for (let i = 0; i < 200; i++) cache.remember(kind, [`${i}`], () => 0);
  expect(warnings).toEqual([]);
  expect(readdirSync(kept())).toEqual(["sums.packed"]);
}, 60_000);

test("what was not used for longest goes first", () => {
  const limits = { entries: 2, characters: 1_000_000 };
  const first = open(limits);
  for (const part of ["a", "b"]) ask(first, part);
  first.save();
  const second = open(limits);
  ask(second, "a");
  ask(second, "c");
  second.save();
  const third = open(limits);
  expect(["a", "c", "b"].map((part) => ask(third, part).made)).toEqual([false, false, true]);
});

test("large entries make room for themselves", () => {
  const limits = { entries: 100, characters: 2500 };
  const cache = open(limits);
  for (const part of ["a", "b", "c"]) ask(cache, part, randomBytes(700).toString("base64"));
  cache.save();
  expect(readFileSync(file(), "utf8").length).toBeLessThanOrEqual(2501);
  expect(ask(open(limits), "c").made).toBe(false);
});

test("what repeats itself takes little room", () => {
  const limits = { entries: 100, characters: 2500 };
  const cache = open(limits);
  for (const part of ["a", "b", "c"]) ask(cache, part, `${part} and `.repeat(1000));
  cache.save();
  for (const part of ["a", "b", "c"])
    expect(ask(open(limits), part)).toEqual({ given: `${part} and `.repeat(1000), made: false });
});

test("the folder is with the packages of where one works", () => {
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), "{}");
  mkdirSync(join(folder, "a", "b"), { recursive: true });
  expect(cacheFolder(join(folder, "a", "b"))).toBe(join(folder, "node_modules", ".cache", "agentid"));
});
