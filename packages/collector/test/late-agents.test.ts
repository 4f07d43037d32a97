import { attributes, from, agent as known, principal, requestOf, span, startIntake, who } from "./intake-support";

const agent = "3b0f7a44-5a7e-4f0b-9d6f-2a1c8e9b7d10";
const other = "9e2d6c18-7b3a-4c55-8f21-6d0e4b9a3c77";
const trace = (n: number) => n.toString(16).padStart(32, "0");
const id = (n: number) => n.toString(16).padStart(16, "0");
const one = (n: number, parent: number, values: Record<string, string> = {}, traceNumber = 1) =>
  span(`span ${n}`, {
    traceId: trace(traceNumber),
    spanId: id(n),
    parentSpanId: parent === 0 ? "" : id(parent),
    kind: 1,
    attributes: attributes(values),
  });
const invoked = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.id": agent, "gen_ai.agent.name": "clerk" };
const called = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "pay" };
const sender = { name: "gateway", principalId: who, agents: [], blueprints: [], everyAgent: true };

interface Sent {
  readonly SpanId: string;
  readonly SenderStanding: string;
  readonly Attributes: Readonly<Record<string, string>>;
}
const agentOf = ({ Attributes }: Sent) => Attributes["gen_ai.agent.id"];

/** An intake that a gateway sends to; what it sent of each request. */
function intake(options: object = {}) {
  const { sender: memory, post } = startIntake({ senders: [sender], ...options });
  let before = 0;
  return async (spans: object[], headers: Record<string, string> = {}, resource: Record<string, string> = {}) => {
    expect(await post("traces", JSON.stringify(requestOf(spans, resource)), headers)).toMatchObject({ status: 200 });
    const rows = (memory.rows as unknown as Sent[]).slice(before);
    before = memory.rows.length;
    return rows;
  };
}

test("a span without an agent is its nearest ancestor's, wherever that stands in the request", async () => {
  const rows = await intake()([one(3, 2, called), one(2, 1), one(1, 0, invoked)]);
  expect(rows.map(agentOf)).toEqual([agent, agent, agent]);
  expect(rows[0]!.Attributes).toMatchObject({ "gen_ai.agent.name": "clerk", "agent.read.agent_source": "Ancestor" });
});

test("what a span that names another agent calls is not the agent's above it", async () => {
  const rows = await intake()([
    one(1, 0, invoked),
    one(2, 1, { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "helper" }),
    one(3, 2, called),
  ]);
  expect(rows.map(agentOf)).toEqual([agent, undefined, undefined]);
  expect(rows[2]!.Attributes["gen_ai.agent.name"]).toBe("helper");
});

test("a child that comes after its parent's request has the parent's agent", async () => {
  const send = intake();
  await send([one(1, 0, invoked)]);
  const [row] = await send([one(2, 1, called)]);
  expect(row!.Attributes).toMatchObject({ "gen_ai.agent.id": agent, "agent.read.agent_source": "Trace" });
});

test("children that came before their parent are sent once more, once, when it comes", async () => {
  const send = intake();
  expect((await send([one(3, 2, called), one(2, 1)])).map(agentOf)).toEqual([undefined, undefined]);
  const rows = await send([one(1, 0, invoked)]);
  expect(rows.map(({ SpanId }) => SpanId)).toEqual([id(1), id(3), id(2)]);
  expect(rows.map(agentOf)).toEqual([agent, agent, agent]);
  expect(rows[1]!.Attributes).toMatchObject({ "gen_ai.tool.name": "pay", "agent.read.agent_source": "Trace" });
  expect(await send([one(1, 0, invoked)])).toHaveLength(1);
});

test("neither another trace's agent nor another sender's is taken", async () => {
  const send = intake({ senders: [sender, { ...sender, name: "second", principalId: known }] });
  await send([one(1, 0, invoked)]);
  expect((await send([one(2, 1, called, 7)])).map(agentOf)).toEqual([undefined]);
  expect((await send([one(3, 1, called)], from(known))).map(agentOf)).toEqual([undefined]);
});

test("what is kept ends after a quarter of an hour", async () => {
  let now = 1_772_445_600_000;
  const send = intake({ now: () => now });
  await send([one(2, 1, called)]);
  await send([one(1, 0, invoked, 2)]);
  now += 901_000;
  expect((await send([one(2, 1, called, 2)])).map(agentOf)).toEqual([undefined]);
  expect(await send([one(1, 0, invoked)])).toHaveLength(1);
});

test("a resource's agent comes before a span's, which frameworks make up", async () => {
  const [row] = await intake()([one(1, 0, invoked)], {}, { "gen_ai.agent.id": other.toUpperCase() });
  expect(row!.Attributes).toMatchObject({ "gen_ai.agent.id": other, "agent.read.sent_agent_id": agent });
});

test.each([
  ["a UUID made from a clock", { "gen_ai.agent.id": "0199f2ab-77aa-7c01-9d21-0c2b7f1e5a11" }],
  ["an id by an emitter that makes new ones", { "gen_ai.agent.id": other, "gen_ai.provider.name": "langchain" }],
  ["an id of an agent in a crew", { "gen_ai.agent.id": other, "gen_ai.provider.name": "crewai" }],
])("%s names no agent", async (_, values) => {
  const [row] = await intake()([one(1, 0, { "gen_ai.operation.name": "invoke_agent", ...values })]);
  expect(row!.Attributes).toMatchObject({
    "gen_ai.agent.id": "",
    "agent.read.agent_source": "Unresolved",
    "agent.read.sent_agent_id": values["gen_ai.agent.id"],
  });
});

test("the tenant file names agents by their name, by a framework's id, and by the service's where nothing else does", async () => {
  const send = intake({ senders: [{ ...sender, names: { clerk: agent, desk: other } }] });
  const byName = await send([one(1, 0, { "gen_ai.agent.name": "Clerk" })], {}, { "service.name": "desk" });
  const byId = await send([one(3, 0, { "gen_ai.agent.id": "Clerk" }, 3)], {}, { "service.name": "desk" });
  expect(byId.map(agentOf)).toEqual([agent]);
  const byService = await send([one(2, 0, called, 2)], {}, { "service.name": "Desk" });
  expect([...byName, ...byService].map(agentOf)).toEqual([agent, other]);
  expect(byService[0]!.Attributes["agent.read.agent_source"]).toBe("Sender");
});

test("what comes with an agent's own token is its own, whatever a span says", async () => {
  const token = principal([
    { typ: "oid", val: who },
    { typ: "xms_act_fct", val: "3 11" },
  ]);
  const [row] = await intake({ senders: [] })([one(1, 0, invoked)], { "x-ms-client-principal": token });
  expect(row).toMatchObject({
    SenderStanding: "Self",
    Attributes: { "gen_ai.agent.id": who, "agent.read.agent_source": "Claim", "agent.read.sent_agent_id": agent },
  });
});

test("ids that a sender sends under our own names are not believed", async () => {
  const [row] = await intake()([
    one(1, 0, { "agent.read.event_type": "Other", "agent.read.agent_source": "Claim", ...called }),
  ]);
  expect(Object.keys(row!.Attributes).filter((name) => name.startsWith("agent.read."))).toEqual([]);
});
