import { makeFleet, type TimedRow } from "../../lib/fleet";

const minute = 60_000;
const hour = 60 * minute;
const options = { agents: 60, days: 14, seed: "rough", shape: "rough", inject: ["all"] } as const;
const fleet = makeFleet(options);
const { plan, truth } = fleet;
const rows = [...fleet.rows()];
const blueprintOf = new Map(plan.agents.map((agent) => [agent.id, agent.blueprint]));

interface Span {
  readonly agentId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly row: TimedRow;
}
const spans: Span[] = rows
  .filter(({ target }) => target === "Custom-AgentExecutionOtel")
  .map((row) => ({
    agentId: String((row.row.Resource as Record<string, unknown>)["gen_ai.agent.id"]),
    attributes: row.row.Attributes as Record<string, unknown>,
    row,
  }));

test("teams differ in clocks, releases, bursts and how long exporters wait", () => {
  const manners = plan.blueprints.map(({ manner }) => manner);
  for (const trait of ["zone", "releases", "clump", "batching", "spread", "customers", "catchUp", "renames"] as const)
    expect(new Set(manners.map((manner) => manner[trait])).size).toBeGreaterThan(1);
  const releases = plan.blueprints.map(({ builds }) => builds.length - 1);
  expect(Math.min(...releases)).toBe(0);
  expect(Math.max(...releases)).toBeGreaterThan(7);
});

test("spans come as late as the exporter of their agent sends them", () => {
  const held = new Set(plan.troubles.silences.map(({ agent }) => agent.id));
  for (const { agentId, row } of spans) {
    if (held.has(agentId)) continue;
    const { batching } = blueprintOf.get(agentId)?.manner ?? { batching: 30_000 };
    expect(row.arrival! - row.time).toBeGreaterThanOrEqual(batching);
  }
});

test("amounts have a long tail where the manner says so", () => {
  const sent = (spread: number) =>
    spans
      .filter(({ agentId }) => blueprintOf.get(agentId)?.manner.spread === spread)
      .map(({ attributes }) => Number(attributes["http.request.body.size"]))
      .filter((bytes) => bytes > 0);
  const most = (bytes: readonly number[]) => Math.max(...bytes) / [...bytes].sort((a, b) => a - b)[bytes.length >> 1]!;
  expect(most(sent(0.9))).toBeGreaterThan(4);
});

test("a release gives some teams' tools other names, and only theirs", () => {
  const called = spans.filter(({ attributes }) => attributes["gen_ai.tool.name"] !== undefined);
  const renamed = called.filter(({ attributes }) => String(attributes["gen_ai.tool.name"]).endsWith("_v2"));
  expect(renamed.length).toBeGreaterThan(50);
  for (const { agentId, row } of renamed) {
    const { manner, builds } = blueprintOf.get(agentId)!;
    expect(manner.renames).toBe(true);
    expect(builds[1]!.deployed).toBeLessThan(row.time);
  }
});

test("teams that catch up are asked more on Mondays than on Tuesdays", () => {
  const sessions = (catchesUp: boolean, weekday: number) =>
    spans.filter(
      ({ agentId, attributes, row }) =>
        attributes["gen_ai.operation.name"] === "invoke_agent" &&
        (blueprintOf.get(agentId)?.manner.catchUp ?? 0) > 0 === catchesUp &&
        new Date(row.time).getUTCDay() === weekday,
    ).length;
  expect(sessions(true, 1) / sessions(true, 2)).toBeGreaterThan(1.3);
  expect(sessions(false, 1) / sessions(false, 2)).toBeLessThan(1.3);
});

test("customers are met one by one, each with stores and hosts of its own", () => {
  const apart = spans.filter(({ agentId }) => (blueprintOf.get(agentId)?.manner.customers ?? 0) > 0);
  const hosts = new Set(
    apart.map(({ attributes }) => String(attributes["server.address"])).filter((h) => /^c\d+\./.test(h)),
  );
  expect(hosts.size).toBeGreaterThan(3);
  const first = new Map<string, number>();
  for (const { attributes, row } of apart) {
    const store = String(attributes["db.namespace"] ?? "");
    if (/_\d+$/.test(store) && !first.has(store)) first.set(store, row.time);
  }
  const late = [...first.values()].filter((time) => time > plan.window.start + 7 * 24 * hour);
  expect(late.length).toBeGreaterThan(0);
});

test("some attackers wait for a release, the others come at an hour of the agent's own day", () => {
  const after = truth.filter(({ agentId, from }) =>
    blueprintOf
      .get(agentId)
      ?.builds.some(({ deployed }) => Date.parse(from) - deployed < 9 * hour && Date.parse(from) > deployed),
  );
  expect(after.length).toBeGreaterThan(5);
  expect(after.length).toBeLessThan(truth.length / 2);
});

test("the same seed gives the same rows, another seed other teams", () => {
  const again = makeFleet(options);
  expect(again.plan).toEqual(plan);
  for (const first of again.rows()) {
    expect(first).toEqual(rows[0]);
    break;
  }
  expect(makeFleet({ ...options, seed: "others" }).plan.blueprints.map(({ manner }) => manner)).not.toEqual(
    plan.blueprints.map(({ manner }) => manner),
  );
});

test("a real fleet's teams all work alike", () => {
  const { blueprints } = makeFleet({ ...options, shape: "real", days: 9 }).plan;
  expect(new Set(blueprints.map(({ manner }) => JSON.stringify(manner))).size).toBe(1);
});
