import { makeFleet, type TimedRow } from "../../lib/fleet";

const minute = 60_000;
const day = 1440 * minute;
const fleet = makeFleet({
  agents: 30,
  days: 21,
  seed: "real",
  shape: "real",
  start: new Date("2026-03-16T00:00:00Z"),
});
const { plan } = fleet;
const rows = [...fleet.rows()];
const of = (target: string): TimedRow[] => rows.filter((row) => row.target === target);
const delay = ({ time, arrival }: TimedRow): number => (arrival! - time) / minute;
const spans = of("Custom-AgentExecutionOtel").map(({ time, row }) => ({
  time,
  name: String(row.Name),
  agentId: String((row.Resource as Record<string, unknown>)["gen_ai.agent.id"]),
  attributes: row.Attributes as Record<string, unknown>,
}));
const records = of("Custom-AgentExecutionNative");
const kindOf = new Map(plan.agents.map((agent) => [agent.id, agent.blueprint.kind.name]));

/** When an agent's sessions began: gaps of more than an hour between its records. */
function starts(agentId: string): number[] {
  const times = records
    .filter(({ row }) => row.SrcAgentId === agentId)
    .map(({ row }) => Date.parse(String(row.EventStartTime)));
  return [...new Set(times)]
    .sort((a, b) => a - b)
    .filter((time, i, all) => i === 0 || time - all[i - 1]! > 60 * minute);
}

describe("rows are under way as long as in Azure", () => {
  test.each([
    ["MicrosoftGraphActivityLogs", 5, 30],
    ["AADServicePrincipalSignInLogs", 3, 15],
    ["AuditLogs", 2, 15],
    ["AzureActivity", 3, 15],
    ["MicrosoftPurviewInformationProtection", 20, 90],
  ])("%s: %i to %i minutes, some of them twice", (target, quickest, slowest) => {
    const delays = of(target).map(delay);
    expect(delays.length).toBeGreaterThan(10);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(quickest);
    // A second copy comes up to eight minutes after the first.
    expect(Math.max(...delays)).toBeLessThanOrEqual(slowest + 8);
  });

  test("agents' own records take half a minute, but come together after a collector was out of reach", () => {
    const delays = spans.length > 0 ? of("Custom-AgentExecutionOtel").map(delay) : [];
    expect(delays.filter((minutes) => minutes === 0.5).length).toBeGreaterThan(0.98 * delays.length);
    expect(Math.max(...delays)).toBeGreaterThan(15);
  });

  test("a few rows come twice", () => {
    const texts = records.map(({ row }) => JSON.stringify(row));
    const copies = texts.length - new Set(texts).size;
    expect(copies).toBeGreaterThan(0);
    expect(copies).toBeLessThan(0.01 * texts.length);
  });
});

test("services that are out answer 429 and 503, calls are repeated, and nothing of it is seen at other times", () => {
  const refused = spans.filter(({ attributes }) => ["429", "503"].includes(String(attributes["error.type"])));
  expect(refused.length).toBeGreaterThan(50);
  const outages = plan.troubles.outages;
  // A call is noted when it ends, and may end a little after its outage.
  const within = (time: number) => outages.some(({ from, to }) => from <= time && time < to + minute);
  expect(refused.filter(({ time }) => !within(time))).toEqual([]);
  expect(new Set(refused.map(({ agentId }) => agentId)).size).toBeGreaterThan(3);
});

test("agents that browse see new hosts on most working days, the others hardly any", () => {
  const newHosts = (kind: string): number => {
    const seen = new Set<string>();
    let found = 0;
    for (const { time, name, agentId, attributes } of spans) {
      if (name !== "GET" || kindOf.get(agentId) !== kind) continue;
      const key = `${agentId} ${attributes["server.address"]}`;
      if (!seen.has(key) && time >= plan.window.start + 7 * day) found++;
      seen.add(key);
    }
    return found / plan.agents.filter(({ blueprint }) => blueprint.kind.name === kind).length / 10;
  };
  expect(newHosts("coding")).toBeGreaterThan(0.4);
  expect(newHosts("news")).toBeGreaterThan(0.6);
  expect(newHosts("support")).toBeLessThan(0.2);
});

test("agents that find by meaning say so as the conventions do", () => {
  const found = spans.filter(({ attributes }) => attributes["gen_ai.operation.name"] === "retrieval");
  expect(found.length).toBeGreaterThan(100);
  for (const { attributes } of found.slice(0, 50)) {
    expect(["handbook", "contracts"]).toContain(attributes["gen_ai.data_source.id"]);
    expect(JSON.parse(String(attributes["gen_ai.retrieval.documents"])).length).toBeGreaterThan(0);
  }
});

test("a burst ends within its hour: no two of its sessions begin in the hour's last millisecond", () => {
  const begins = spans
    .filter(({ agentId, name }) => kindOf.get(agentId) === "coding" && name.startsWith("invoke_agent"))
    .map(({ time, attributes }) => ({ time, attributes }));
  expect(begins.length).toBeGreaterThan(100);
  const together = new Map<number, number>();
  for (const { time } of begins) together.set(time, (together.get(time) ?? 0) + 1);
  expect(Math.max(...together.values())).toBeLessThanOrEqual(2);
});

test("a weekly job comes eleven minutes earlier every time", () => {
  const [agent] = plan.agents.filter(
    ({ blueprint, idle, joins }) => blueprint.kind.name === "compliance" && !idle && !joins,
  );
  const begun = starts(agent!.id);
  expect(begun.length).toBeGreaterThanOrEqual(2);
  const gap = (begun[1]! - begun[0]!) / minute;
  expect(gap).toBeGreaterThan(7 * 1440 - 12);
  expect(gap).toBeLessThan(7 * 1440 - 9);
});

test("a month's end brings a nightly job six times the rows", () => {
  const read = (from: string, to: string): number => {
    const night = records.filter(
      ({ time, row }) =>
        kindOf.get(String(row.SrcAgentId)) === "settlement" &&
        row.OperationClass === "Read" &&
        time >= Date.parse(from) &&
        time < Date.parse(to),
    );
    const calls = night.filter(({ row }) => Number(row.RecordCount) > 0);
    return calls.reduce((sum, { row }) => sum + Number(row.RecordCount), 0) / calls.length;
  };
  const usual = read("2026-03-20T00:00:00Z", "2026-03-28T00:00:00Z");
  expect(read("2026-03-31T00:00:00Z", "2026-04-02T00:00:00Z")).toBeGreaterThan(4 * usual);
});

test("a failover shows in sign-ins from another country on the same network", () => {
  const [failover] = plan.troubles.failovers;
  const moved = plan.blueprints.filter(({ site }) => site.region === failover!.region).map(({ appId }) => appId);
  const signIns = of("AADServicePrincipalSignInLogs").filter(({ row }) => moved.includes(String(row.AppId)));
  const during = signIns.filter(({ time }) => time >= failover!.from && time < failover!.to);
  const places = (some: readonly TimedRow[]) => [
    ...new Set(some.map(({ row }) => `${row.Location} ${row.AutonomousSystemNumber}`)),
  ];
  expect(places(during)).toEqual([`${failover!.site.country} 8075`]);
  expect(places(signIns.filter(({ time }) => time < failover!.from))).not.toContain(`${failover!.site.country} 8075`);
});

test("the pipeline renews certificates, and owners who leave are replaced in the inventory", () => {
  const renewed = of("AuditLogs").filter(({ row }) => String(row.OperationName).includes("Certificates and secrets"));
  expect(renewed.length).toBeGreaterThan(0);
  for (const { row } of renewed) expect(JSON.stringify(row.InitiatedBy)).toContain("delivery-pipeline");
  const left = plan.blueprints.filter(({ heir, classic }) => heir && !classic);
  for (const { objectId, heir } of left) {
    const owners = of("Custom-AgentAsset").filter(
      ({ row }) => row.AgentId === objectId && Date.parse(String(row.TimeGenerated)) > heir!.from + 60 * minute,
    );
    for (const { row } of owners) expect(JSON.stringify(row.Owners)).toContain(heir!.person.upn);
  }
});
