import { readSettings } from "../src/functions/settings";
import type { NamedSender } from "../src/intake";
import { agent, attributes, blueprint, from, post, record, requestOf, span, who } from "./intake-support";

const other = "eeeeeeee-0000-4000-8000-000000000005";
const entry = (changes: Partial<NamedSender>): NamedSender => ({
  name: "gateway",
  principalId: who,
  agents: [],
  blueprints: [],
  everyAgent: false,
  ...changes,
});

/** What a sender may be, and what its rows are then about the agent, about another one, and about none. */
const standings: [string, string, NamedSender[], string[]][] = [
  ["the agent itself", agent, [], ["Self", "NotNamed", "NotNamed"]],
  [
    "the agent itself, which is also named",
    agent,
    [entry({ principalId: agent, everyAgent: true })],
    ["Self", "Named", "Named"],
  ],
  ["nobody who is named", who, [], ["NotNamed", "NotNamed", "NotNamed"]],
  [
    "somebody beside one who is named",
    who,
    [entry({ principalId: other, everyAgent: true })],
    ["NotNamed", "NotNamed", "NotNamed"],
  ],
  ["named for nobody", who, [entry({})], ["NotNamed", "NotNamed", "NotNamed"]],
  ["named for the agent", who, [entry({ agents: [agent] })], ["Named", "NotNamed", "NotNamed"]],
  ["named for every agent", who, [entry({ everyAgent: true })], ["Named", "Named", "Named"]],
];

describe.each(standings)("%s", (_what, sender, senders, [aboutAgent, aboutOther, aboutNone]) => {
  const options = { senders };
  const headers = from(sender);

  test("sends spans", async () => {
    const of = (id: string) => span("a", { attributes: attributes({ "gen_ai.agent.id": id }) });
    const spans = [of(agent.toUpperCase()), of(other), span("none"), of("my-agent")];
    const { rows } = await post("traces", JSON.stringify(requestOf(spans)), { options, headers });
    expect(rows.map((row) => row.SenderStanding)).toEqual([aboutAgent, aboutOther, aboutNone, aboutNone]);
    expect(new Set(rows.map((row) => row.SenderId))).toEqual(new Set([sender]));
  });

  test("sends records", async () => {
    const records = [
      record({ SrcAgentId: agent.toUpperCase() }),
      record({ SrcAgentId: other }),
      record({ SrcAgentId: null }),
    ];
    const { rows } = await post("records", JSON.stringify(records), { options, headers });
    expect(rows.map((row) => row.SenderStanding)).toEqual([aboutAgent, aboutOther, aboutNone]);
    expect(new Set(rows.map((row) => row.SenderId))).toEqual(new Set([sender]));
  });
});

test("who is named for a blueprint speaks for the rows that name it, with or without an agent", async () => {
  const options = { senders: [entry({ blueprints: [blueprint] })] };
  const of = (id: string, values = {}) =>
    span("a", { attributes: attributes({ "microsoft.a365.agent.blueprint.id": id, ...values }) });
  const spans = [of(blueprint.toUpperCase()), of(blueprint, { "gen_ai.agent.id": other }), of(other), span("none")];
  const { rows } = await post("traces", JSON.stringify(requestOf(spans)), { options });
  expect(rows.map((row) => row.SenderStanding)).toEqual(["Named", "Named", "NotNamed", "NotNamed"]);
  const records = [record(), record({ SrcAgentId: null }), record({ SrcAgentBlueprintId: other })];
  const sent = await post("records", JSON.stringify(records), { options });
  expect(sent.rows.map((row) => row.SenderStanding)).toEqual(["Named", "Named", "NotNamed"]);
});

test("a resource's agent goes before whatever a span names, in any form that the workspace reads as text", async () => {
  const options = { senders: [entry({ agents: [agent] })] };
  const resource = { "gen_ai.agent.id": agent };
  const own = (value: unknown) => span("a", { attributes: [{ key: "gen_ai.agent.id", value }] });
  const values = [
    undefined,
    {},
    { stringValue: "" },
    { stringValue: other },
    { stringValue: " " },
    { intValue: 0 },
    { arrayValue: {} },
  ];
  const { rows } = await post("traces", JSON.stringify(requestOf(values.map(own), resource)), { options });
  expect(rows.map((row) => row.SenderStanding)).toEqual(Array(7).fill("Named"));
  const without = await post("traces", JSON.stringify(requestOf(values.map(own))), { options });
  expect(without.rows.map((row) => row.SenderStanding)).toEqual(Array(7).fill("NotNamed"));
});

test("what a sender itself writes into the stamp is overwritten", async () => {
  const forged = { SenderId: agent, SenderStanding: "Self" };
  const { rows } = await post("records", JSON.stringify([record(forged)]));
  expect(rows).toMatchObject([{ SenderId: who, SenderStanding: "NotNamed" }]);
  const spans = [span("a", { ...forged, attributes: attributes(forged) })];
  const sent = await post("traces", JSON.stringify(requestOf(spans, forged)));
  expect(sent.rows).toMatchObject([{ SenderId: who, SenderStanding: "NotNamed" }]);
});

describe("the setting COLLECTOR_SENDERS", () => {
  const required = {
    COLLECTOR_INGESTION_ENDPOINT: "https://x.ingest.monitor.azure.com",
    COLLECTOR_RULE_ID: "dcr-1",
    COLLECTOR_INTAKE_RULE_ID: "dcr-2",
    COLLECTOR_WORKSPACE_ID: who,
    COLLECTOR_STORAGE_ENDPOINT: "https://x.blob.core.windows.net/",
    COLLECTOR_ASSETS_CLIENT_ID: who,
    COLLECTOR_VERIFIER_CLIENT_ID: who,
    COLLECTOR_INTAKE_CLIENT_ID: who,
  };
  const read = (value: unknown) =>
    readSettings({ ...required, COLLECTOR_SENDERS: typeof value === "string" ? value : JSON.stringify(value) }).senders;

  test("names who may speak for whom; nobody where it is absent or empty", () => {
    const whole = { ...entry({ agents: [agent], blueprints: [blueprint], everyAgent: true }) };
    const upper = { ...whole, principalId: who.toUpperCase(), agents: [agent.toUpperCase()] };
    expect(read([upper])).toEqual([whole]);
    expect(read([{ name: "gateway", principalId: who }])).toEqual([entry({})]);
    for (const nobody of ["", " ", "[]"]) expect(read(nobody)).toEqual([]);
    expect(readSettings(required).senders).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["a list of ids", `${who},${agent}`, "COLLECTOR_SENDERS is no JSON array; write [{"],
    ["an object", {}, "COLLECTOR_SENDERS is no JSON array"],
    ["null", "null", "COLLECTOR_SENDERS is no JSON array"],
    ["an id for an entry", [who], `COLLECTOR_SENDERS[0] is "${who}", no object`],
    ["no name", [{ principalId: who }], "COLLECTOR_SENDERS[0].name is missing"],
    ["no id", [{ name: "a" }], "COLLECTOR_SENDERS[0].principalId is missing, no GUID"],
    ["an agent that is none", [{ name: "a", principalId: who, agents: ["*"] }], '[0].agents holds "*", no GUID'],
    ["an agent without its list", [{ name: "a", principalId: who, agents: agent }], "agents is"],
    ["a blueprint that is none", [{ name: "a", principalId: who, blueprints: [7] }], "[0].blueprints holds 7, no GUID"],
    [
      "every agent in quotes",
      [{ name: "a", principalId: who, everyAgent: "true" }],
      '[0].everyAgent is "true"; write true',
    ],
    [
      "another member",
      [{ name: "a", principalId: who, agent: agent }],
      "[0].agent is no member of a sender; there are name",
    ],
    [
      "an id twice",
      [entry({}), entry({ name: "b", principalId: who.toUpperCase() })],
      `the principalId "${who}" twice`,
    ],
    ["a name twice", [entry({}), entry({ principalId: agent })], 'the name "gateway" twice'],
  ])("%s is refused", (_what, value, message) => {
    expect(() => read(value)).toThrow(message);
  });
});
