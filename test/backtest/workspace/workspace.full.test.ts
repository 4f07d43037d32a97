import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backtest, LogsRefusal } from "../../../lib/backtest";
import { temporaryFolder } from "../../emulator/support";
import { askedWorkspace, from, history, run, served, to, watched } from "./support";

const input = history();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function open(workspace = askedWorkspace(), faults: Parameters<typeof served>[2] = []) {
  const one = await served(workspace, input, faults);
  closing.push(one.close);
  return { ...one, workspace };
}
const isOfRuns = (text: string) => text.includes("let Run_ =");
const root = temporaryFolder();
const progressFile = () => join(mkdtempSync(join(root, "p-")), "out.progress");

test("the workspace's past gives the alerts that the same rows give here, with fewer queries than runs", async () => {
  const { client, workspace } = await open();
  const here = await backtest({ input, workspace, from, to });
  const { asked, client: watching } = watched(client);
  const { report, complete } = await run(watching, workspace);
  expect(complete).toBe(true);
  expect(report.outcome.alerts).toEqual(here.outcome.alerts);
  expect(report.outcome.incidents).toEqual(here.outcome.incidents);
  const titles = here.outcome.alerts.map(({ title }) => title);
  expect(titles.filter((title) => title.endsWith("until 2026-03-02T10:17:00.1234567Z")).length).toBeGreaterThan(0);
  expect(here.outcome.alerts.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["nrt rule", "scheduled rule"]));
  const lines = asked
    .filter(isOfRuns)
    .join("\n")
    .match(/\(Run_\(datetime/g)!;
  expect(lines.length).toBeGreaterThan(asked.filter(isOfRuns).length * 2);
});

test("a 429 is waited for as long as it says, and then asked again", async () => {
  const fault = { url: "*/query", status: 429, headers: { "Retry-After": "1" }, times: 2 };
  const { client, workspace } = await open(askedWorkspace(), [fault]);
  const here = await backtest({ input, workspace, from, to });
  const { report } = await run(client, workspace);
  expect(report.outcome.alerts).toEqual(here.outcome.alerts);
});

describe("an answer in part", () => {
  const inPart = (limit: number) => async () => {
    const { client, workspace } = await open();
    const ask: typeof client.ask = async (text, start, end) => {
      const answer = await client.ask(text, start, end);
      const runs = text.match(/\(Run_\(datetime/g)?.length ?? 0;
      return runs <= limit ? answer : { ...answer, rows: answer.rows.slice(1), partial: "PartialError: too much" };
    };
    return { here: await backtest({ input, workspace, from, to }), ...(await run({ ask }, workspace)) };
  };

  test("of several runs is asked for again in halves", async () => {
    const { here, report, complete } = await inPart(2)();
    expect(complete).toBe(true);
    expect(report.outcome.alerts).toEqual(here.outcome.alerts);
  });

  test("of one run is told, and none of its rows is used", async () => {
    const { report, complete } = await inPart(0)();
    expect(complete).toBe(false);
    expect(report.outcome.alerts).toEqual([]);
    expect(report.remarks).toContainEqual(
      expect.objectContaining({
        kind: "partial-answer",
        place: "nrt rule",
        leftOut: true,
        message: expect.stringContaining("PartialError: too much"),
      }),
    );
  });
});

test("the service's own partial answer is one, from its body with an error beside the tables", async () => {
  const body = {
    tables: [{ name: "PrimaryResult", columns: [], rows: [] }],
    error: { code: "PartialError", message: "m" },
  };
  const { client } = await open(askedWorkspace(), [{ url: "*/query", status: 200, body }]);
  expect(await client.ask("AuditLogs", from, to)).toMatchObject({ partial: "PartialError: m" });
});

describe("a run that was ended", () => {
  const ended = (after: number) => {
    let left = after;
    return (text: string) => {
      if (isOfRuns(text) && left-- <= 0) throw new LogsRefusal(0, "", "the connection is gone");
    };
  };

  test("goes on where it ended, to the same result; also when it was ended in the middle of a line", async () => {
    const { client, workspace } = await open();
    const file = progressFile();
    const whole = await run(client, workspace);
    await expect(run(watched(client, ended(1)).client, workspace, { progressFile: file })).rejects.toThrow(
      /goes on where/,
    );
    writeFileSync(file, `${readFileSync(file, "utf8")}{"rule":"x","resu`);
    const { asked, client: again } = watched(client);
    const plans: { known: number }[] = [];
    const { report, done } = await run(again, workspace, {
      progressFile: file,
      confirm: (plan) => void plans.push(plan),
    });
    expect(report).toEqual(whole.report);
    expect(plans[0]!.known).toBeGreaterThan(0);
    const first = watched(client);
    await run(first.client, workspace);
    expect(asked.filter(isOfRuns).length).toBeLessThan(first.asked.filter(isOfRuns).length);
    done();
    expect(existsSync(file)).toBe(false);
  });

  test("does not go on with other questions", async () => {
    const { client, workspace } = await open();
    const file = progressFile();
    await run(client, workspace, { progressFile: file });
    const other = run(client, workspace, { progressFile: file, to: new Date("2026-03-02T10:50:00Z") });
    await expect(other).rejects.toThrow(/out\.progress keeps answers to other questions.*\n.*--from and --to/);
  });
});

test("nothing is asked of the rules when whoever is told of the plan refuses", async () => {
  const { client, workspace } = await open();
  const { asked, client: watching } = watched(client);
  const confirm = ({ queries }: { queries: number }) => {
    throw new Error(`${queries} queries`);
  };
  await expect(run(watching, workspace, { confirm })).rejects.toThrow(/^\d queries$/);
  expect(asked.filter(isOfRuns)).toEqual([]);
});

test("a table that the workspace does not have is empty, and told of", async () => {
  const { client, workspace } = await open();
  const ask: typeof client.ask = (text, start, end) => {
    if (text.startsWith("['AuditLogs']")) throw new LogsRefusal(400, "BadArgumentError", "no such table");
    return client.ask(text, start, end);
  };
  const { report } = await run({ ask }, workspace);
  expect(report).toMatchObject({ alerts: 0, needs: [{ kind: "empty-table", what: "AuditLogs has no rows" }] });
  expect(report.remarks).toContainEqual(expect.objectContaining({ kind: "missing-table", place: "AuditLogs" }));
});

test("a rule that joins a table the workspace does not have sees it empty, and may ask when its rows came in", async () => {
  const query = [
    "AuditLogs",
    "| join kind=leftouter (Events_CL | where ingestion_time() >= ago(1d) | summarize Size = max(Size) by Host) on $left.Result == $right.Host",
    "| summarize Changes = count(), Size = max(Size), Places = make_set(DurationMs), Last = max(TimeGenerated) by AgentId = tostring(TargetResources[0].id)",
    "| order by AgentId asc",
  ].join("\n");
  const { client, workspace } = await open(askedWorkspace(query));
  const here = await backtest({ input, workspace, from, to });
  const ask: typeof client.ask = (text, start, end) => {
    if (text.startsWith("['Events_CL']")) throw new LogsRefusal(400, "BadArgumentError", "no such table");
    return client.ask(text, start, end);
  };
  const { report, complete } = await run({ ask }, workspace);
  expect(complete).toBe(true);
  expect(report.outcome.alerts.filter(({ rule }) => rule === "scheduled rule").length).toBeGreaterThan(0);
  expect(report.outcome.alerts).toEqual(here.outcome.alerts);
});

test("who may not read the workspace is told which role it takes", async () => {
  const { client, workspace } = await open(askedWorkspace(), [{ url: "*/query", status: 403 }]);
  await expect(run(client, workspace)).rejects.toThrow(/403[\s\S]*assign Log Analytics Reader/);
});
