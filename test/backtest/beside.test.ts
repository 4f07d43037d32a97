import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BacktestOptions, backtest, readHistory } from "../../lib/backtest";
import { WorkCache } from "../../lib/cache";
import { unknownRules } from "../../lib/emulator";
import { changes, folderOf, ndjson, workspaceWith } from "./support";

const history = () => folderOf({ "AuditLogs.ndjson": ndjson(changes) });
const plain = workspaceWith();
/** As many rules as are worth a process of their own. */
const many = {
  ...plain,
  rules: Array.from({ length: 15 }, (_, i) => ({
    ...plain.rules[0]!,
    id: `rule-${i}`,
    name: `Rule ${i}`,
    query: `${plain.rules[0]!.query}\n| where ${i} == ${i}`,
  })),
};
const kept = () => join(folderOf({}), "kept");
const lines = (folder: string) => readFileSync(join(folder, "compiled-queries.packed"), "utf8").split("\n").length;

test("queries that nobody knows are compiled by another process, and give the same", async () => {
  const input = history();
  const folder = kept();
  const cache = new WorkCache(folder);
  expect(unknownRules(many, cache)).toBe(15);
  const report = await backtest({ input, workspace: many, cache });
  const { outcome, ...figures } = await backtest({ input, workspace: many });
  expect(report).toMatchObject(figures);
  expect(report.outcome.alerts).toEqual(outcome.alerts);
  expect(report.alerts).toBeGreaterThan(0);
  expect(unknownRules(many, new WorkCache(folder))).toBe(0);
  const before = lines(folder);
  await backtest({ input, workspace: many, cache: new WorkCache(folder) });
  expect(lines(folder)).toBe(before);
});

test.each([
  ["many", many],
  ["few", plain],
])("wrong content is told, whether %s queries are unknown, and nothing is taken in", async (_, workspace) => {
  const doing = new Set<string>();
  const check = () => {
    throw new Error("playbook.yaml:3:1: names no rule");
  };
  const options: BacktestOptions = {
    input: history(),
    workspace,
    cache: new WorkCache(kept()),
    content: { folders: { root: folderOf({}) }, check },
    progress: { update: (_done, _total, what) => void doing.add(what) },
  };
  await expect(backtest(options)).rejects.toThrow("playbook.yaml:3:1: names no rule");
  expect(doing).not.toContain("taking the history in");
});

test("a query that cannot be compiled is told with its rule, and a history that cannot be read before that", async () => {
  const [first, ...others] = many.rules;
  const workspace = { ...many, rules: [{ ...first!, query: "AuditLogs | where NoSuchColumn == 1" }, ...others] };
  const input = history();
  const options = () => ({ input, workspace, cache: new WorkCache(kept()) });
  await expect(backtest(options())).rejects.toThrow(/NoSuchColumn/);
  appendFileSync(join(input, "AuditLogs.ndjson"), '{"TimeGenerated": true}\n');
  await expect(backtest(options())).rejects.toThrow(/AuditLogs\.ndjson:7:1 TimeGenerated/);
});

test("a folder that cannot be used is no reason not to run", async () => {
  const folder = join(folderOf({ taken: "a file" }), "taken");
  const warnings: string[] = [];
  const cache = new WorkCache(folder, { warn: (message) => warnings.push(message) });
  const report = await backtest({ input: history(), workspace: many, cache });
  expect(report.alerts).toBeGreaterThan(0);
  expect(warnings).toHaveLength(1);
  expect(existsSync(join(folder, "compiled-queries.packed"))).toBe(false);
});

test("a history that nobody wants any more is not read to its end", async () => {
  const aborting = new AbortController();
  const read: string[] = [];
  const progress = {
    update: (done: number) => {
      read.push(`file ${done}`);
      aborting.abort(new Error("content is wrong"));
    },
  };
  const two = folderOf({ "AuditLogs-1.ndjson": ndjson(changes), "AuditLogs-2.ndjson": ndjson(changes) });
  await expect(readHistory(two, plain, { progress, signal: aborting.signal })).rejects.toThrow("content is wrong");
  expect(read).toEqual(["file 0"]);
});
