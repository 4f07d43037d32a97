import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { backtest, compare, explain, openStage, readTruth, runStage, sweep } from "../../lib/backtest";
import { explanationTables } from "../../lib/cli/report/backtest/explanation-tables";
import { agent, change, changes, folderOf, ndjson, workspaceWith } from "./support";

const other = "0d9f7c1e-0000-4000-8000-000000000002";
const byOther = (minute: number) => change(minute, { TargetResources: [{ id: other }] });
/** The first agent makes four changes in ten minutes, the second three. */
const rows = [...changes, byOther(31), byOther(32), byOther(33)];
const attack = {
  scenario: "changes",
  agentId: agent,
  from: "2026-03-02T10:12:00Z",
  to: "2026-03-02T10:16:00Z",
  detections: ["AIC-044"],
  strength: "strong" as const,
};
const input = folderOf({ "AuditLogs.ndjson": ndjson(rows) });

test("an incident that names the agent within the attack's time is right, any other is false", async () => {
  const missed = {
    ...attack,
    scenario: "quiet",
    strength: "weak" as const,
    from: "2026-03-02T10:01:00Z",
    to: "2026-03-02T10:02:00Z",
    agentId: other,
  };
  const report = await backtest({ input, workspace: workspaceWith(), truth: [attack, missed] });
  expect(report).toMatchObject({ alerts: 2, incidents: 2 });
  expect(report.quality).toMatchObject({
    precision: { of: 2, found: 2 },
    recall: { of: 2, found: 2 },
  });
  const alone = await backtest({ input, workspace: workspaceWith(), truth: [attack] });
  expect(alone.quality).toEqual({
    precision: { of: 2, found: 1 },
    recall: { of: 1, found: 1 },
    recallByStrength: { strong: { of: 1, found: 1 } },
    timeToDetect: { median: 13, p90: 13, max: 13 },
    incidentsPerAttack: 1,
    falseIncidents: 1,
  });
  expect(alone.falseIncidents).toMatchObject([{ title: `${other} made 3 changes`, detections: ["AIC-044"] }]);
});

test("a truth about agents or times that the history does not have is refused", async () => {
  const judged = (change: object) => backtest({ input, workspace: workspaceWith(), truth: [{ ...attack, ...change }] });
  await expect(judged({ agentId: "0d9f7c1e-0000-4000-8000-00000000000f" })).rejects.toThrow(
    /"changes" names the agent .*f, which no row/,
  );
  await expect(judged({ from: "2026-04-02T10:12:00Z", to: "2026-04-02T10:16:00Z" })).rejects.toThrow(
    /the history is from/,
  );
  const file = join(folderOf({}), "truth.json");
  writeFileSync(file, JSON.stringify([{ ...attack, from: "yesterday" }]));
  expect(() => readTruth(file)).toThrow(/truth\.json:1:\d+ .*"yesterday" is not allowed.*\n.*2026-03-11T09:03:00Z/);
  writeFileSync(file, JSON.stringify([{ ...attack, to: "2026-03-02T10:11:00Z" }]));
  expect(() => readTruth(file)).toThrow(/before it begins/);
});

test("a sweep shows what other values give, and what to paste", async () => {
  const workspace = workspaceWith();
  const stage = await openStage({ input, workspace });
  await runStage(stage, { input, workspace });
  const [swept] = await sweep(stage, workspace.rules, { truth: [attack] });
  stage.emulator.close();
  expect(swept).toMatchObject({ id: "AIC-044", name: "Most", kind: "query", current: "2" });
  expect(swept!.values.map(({ value, alerts, quality }) => [value, alerts, quality?.falseIncidents])).toEqual([
    ["1", 2, 1],
    ["2", 2, 1],
    ["3", 1, 0],
    ["4", 0, 0],
    ["8", 0, 0],
  ]);
  expect(swept!.values.find(({ value }) => value === "3")!.paste).toBe("  let Most = 3;");
});

test("a sweep tells of every value what a replay with it tells, whichever way the number loosens the rule", async () => {
  for (const condition of ["Changes > Most", "Changes <= Most", "Changes == Most"]) {
    const workspace = workspaceWith((query) => query.replace("Changes > Most", condition));
    const stage = await openStage({ input, workspace });
    await runStage(stage, { input, workspace });
    const [swept] = await sweep(stage, workspace.rules);
    stage.emulator.close();
    const told: [string, number, number][] = [];
    for (const { value } of swept!.values) {
      const changed = workspaceWith((query) =>
        query.replace("Changes > Most", condition).replace("Most = 2", `Most = ${value}`),
      );
      const { alerts, incidents } = await backtest({ input, workspace: changed });
      told.push([value, alerts, incidents]);
    }
    expect(swept!.values.map(({ value, alerts, incidents }) => [value, alerts, incidents])).toEqual(told);
  }
});

test("a changed threshold changes exactly the alerts that it should", async () => {
  const workspace = workspaceWith();
  const stricter = workspaceWith((query) => query.replace("Most = 2", "Most = 3"));
  const was = await backtest({ input, workspace });
  const is = await backtest({ input, workspace: stricter });
  const alerts = ({ outcome }: typeof was) => outcome.alerts;
  expect(
    compare({ alerts: alerts(was), rules: workspace.rules }, { alerts: alerts(is), rules: stricter.rules }),
  ).toMatchObject({
    same: 1,
    new: [],
    gone: [{ id: "AIC-044", title: `${other} made 3 changes`, at: "2026-03-02T10:45:00.000Z" }],
    moved: [],
    reworded: [],
  });
});

test("what drops an agent's rows is named, with the values", async () => {
  const stage = await openStage({ input, workspace: workspaceWith((query) => query.replace("Most = 2", "Most = 3")) });
  const { drop, steps, results } = await explain(stage, stage.workspace.rules[0]!, other);
  stage.emulator.close();
  expect(results).toBe(0);
  expect(drop).toMatchObject({ step: "where Changes > Most", rows: [{ Changes: 3, AgentId: other }] });
  expect(steps.at(-1)).toMatchObject({ agentIn: 1, agentOut: 0, rowsIn: 4, rowsOut: 1 });
});

test("a rule whose table is empty is told so, not that a step dropped rows", async () => {
  const workspace = workspaceWith((query) =>
    query
      .replace(
        "AuditLogs",
        'union isfuzzy=true (datatable(Result: string)[]), (SigninLogs | extend Result = "success")',
      )
      .replace("TargetResources[0].id", "UserId"),
  );
  const stage = await openStage({ input, workspace });
  const explanation = await explain(stage, workspace.rules[0]!);
  stage.emulator.close();
  const title = explanationTables(explanation, undefined)[0]!.title;
  expect(title).toBe("AIC-044, Many changes: no run sees a row; SigninLogs has none");
});
