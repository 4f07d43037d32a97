import { attacks, makeFleet } from "../../lib/fleet";

const options = { agents: 60, days: 14, seed: "attacks", shape: "real", inject: ["all"] } as const;
const { plan, truth } = makeFleet(options);

test("a real fleet of sixty has a victim for every attack", () => {
  expect(truth.map(({ scenario }) => scenario)).toEqual(attacks.map(({ name }) => name));
});

test("there are more than forty attacks, of three strengths", () => {
  const count = (wanted: string) => truth.filter(({ strength }) => strength === wanted).length;
  expect(truth.length).toBeGreaterThan(40);
  expect([count("strong"), count("medium"), count("weak")].every((number) => number >= 8)).toBe(true);
});

test("attacks lie in the second half, when agents have habits, or soon after an agent joined", () => {
  const joined = new Set(plan.agents.filter((agent) => agent.joins).map(({ id }) => id));
  const early = truth.filter(({ from }) => Date.parse(from) < plan.window.start + 6 * 86_400_000);
  expect(early.filter(({ agentId }) => !joined.has(agentId))).toEqual([]);
  for (const { from, to } of truth) {
    expect(Date.parse(to)).toBeGreaterThanOrEqual(Date.parse(from));
    expect(Date.parse(to)).toBeLessThan(plan.window.end);
  }
});

test("in a time that is too short for habits, only agents that join are attacked, and none after the end", () => {
  const short = makeFleet({ ...options, days: 8 });
  const joined = new Set(short.plan.agents.filter((agent) => agent.joins).map(({ id }) => id));
  expect(short.truth.length).toBeGreaterThan(0);
  for (const { agentId, from, to } of short.truth) {
    expect([joined.has(agentId), Date.parse(from) <= Date.parse(to)]).toEqual([true, true]);
    expect(Date.parse(to)).toBeLessThan(short.plan.window.end);
  }
});

test("attacks are spread over the agents", () => {
  const byAgent = new Map<string, number>();
  for (const { agentId } of truth) byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + 1);
  expect(byAgent.size).toBeGreaterThan(45);
  expect(Math.max(...byAgent.values())).toBeLessThanOrEqual(4);
});

test("what is cut away is there to be cut", () => {
  const names = ["hours-cut-away", "minutes-cut-away"];
  const cut = makeFleet({ ...options, agents: 20, inject: names });
  const rows = [...cut.rows()];
  const records = rows.filter(({ target }) => target === "Custom-AgentExecutionNative");
  const gaps = rows.filter(({ row }) => row.VerificationState === "ChainGap");
  for (const name of names) {
    const { agentId, from, to } = cut.truth.find(({ scenario }) => scenario === name)!;
    const own = records.filter(({ row }) => row.SrcAgentId === agentId);
    const left = own.filter(({ time }) => time >= Date.parse(from) && time < Date.parse(to));
    const places = own.map(({ row }) => Number(row.ChainSequence));
    expect([left.length, Math.max(...places) > new Set(places).size]).toEqual([0, true]);
    const told = gaps.filter(({ row, time }) => row.SrcAgentId === agentId && time >= Date.parse(to));
    expect(told.length).toBeGreaterThan(0);
  }
});

test("the same seed attacks the same agents at the same times, another seed others", () => {
  expect(makeFleet(options).truth).toEqual(truth);
  expect(makeFleet({ ...options, seed: "others" }).truth).not.toEqual(truth);
});

test.each([
  ["an unknown attack", { ...options, inject: ["coup"] }, /no attack "coup"\n {4}attacks on a real fleet: all, secret/],
  [
    "a time that is too short for attacks",
    { ...options, agents: 3, days: 8 },
    /after the eighth.*\n.*ask for more days/,
  ],
  ["an attack without a victim", { ...options, agents: 3, inject: ["bulk-retrieval"] }, /no agent is there that "bulk/],
])("%s is refused", (_, wrong, message) => {
  expect(() => makeFleet(wrong)).toThrow(message);
});
