import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { WorkCache, type WorkKind } from "../../lib/cache";
import { SentinelEmulator } from "../../lib/emulator";
import { compileAhead } from "../../lib/emulator/ahead/compile-ahead";
import type { Workspace } from "../../lib/emulator/workspace/model";
import { shippedWorkspace } from "../pipeline/support";
import { runFolder } from "../shared/run-folder";

const [shipped] = shippedWorkspace().rules;
/** Rules that nobody has compiled, of which one does not bind. */
const workspaceOf = (wrong?: number): Workspace => ({
  ...shippedWorkspace(),
  rules: Array.from({ length: 30 }, (_, n) => ({
    ...shipped!,
    id: String(n),
    name: `Rule ${n}`,
    where: `rule ${n}`,
    query: n === wrong ? "SecurityAlert | where NoSuchColumn == 1" : `SecurityAlert | where AlertName == "${n}"`,
  })),
});

/** A cache that counts the queries which this process compiled. */
class Counting extends WorkCache {
  compiled = 0;

  override remember<T>(kind: WorkKind, parts: readonly string[], make: () => T): T {
    return super.remember(kind, parts, () => {
      this.compiled++;
      return make();
    });
  }
}

/** Compiles ahead, then all: what both told of, and how many queries this process compiled in the end. */
async function compiled(workspace: Workspace, cache: Counting) {
  const emulator = await SentinelEmulator.open(workspace, { cache });
  const steps = new Set<string>();
  try {
    await compileAhead(workspace, (rule) => emulator.tablesOf(rule), cache, {
      update: (_done, _total, what) => void steps.add(what),
    });
    const own = cache.compiled;
    let problem: unknown;
    try {
      emulator.check();
    } catch (error) {
      problem = error;
    }
    return { steps: [...steps], own, after: cache.compiled - own, problem };
  } finally {
    emulator.close();
  }
}

const kept = (folder = mkdtempSync(join(runFolder(), "compile-"))) => new Counting(folder);

test("two processes compile what nobody knows, and nothing is left for those who run it", async () => {
  const cache = kept();
  const { steps, own, after, problem } = await compiled(workspaceOf(), cache);
  expect(steps).toEqual(["compiling rules"]);
  expect(own).toBeGreaterThan(0);
  // Transforms and summaries are compiled when they are checked.
  const { after: others } = await compiled({ ...workspaceOf(), rules: [] }, kept());
  expect([after, problem]).toEqual([others, undefined]);
  cache.save();
  expect((await compiled(workspaceOf(), kept(cache.folder))).steps).toEqual([]);
});

test.each([2, 28])("rule %d that does not bind is told as it would be without", async (wrong) => {
  const workspace = workspaceOf(wrong);
  const alone = await compiled(workspace, new Counting());
  expect(alone.problem).toMatchObject({ message: expect.stringMatching(new RegExp(`rule ${wrong} .*NoSuchColumn`)) });
  const told = await compiled(workspace, kept()).then(
    ({ problem }) => problem,
    (error: unknown) => error,
  );
  expect(told).toEqual(alone.problem);
});
