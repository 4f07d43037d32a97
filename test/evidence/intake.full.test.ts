import { attributes, requestOf, span } from "../../packages/collector/test/intake-support";
import { toProtobuf } from "../../packages/otlp/test/protobuf-support";
import { minutes, Scene, start, victim, victimBlueprint } from "./scene";

let scene: Scene | undefined;
afterEach(() => scene?.close());

const nano = (i: number) => String(BigInt(start + i * 1000) * 1_000_000n);
/** A call of the agent, as JSON; members that follow count, as in a damaged sender's text. */
const call = (name: string, members = "", i = 0): string =>
  JSON.stringify(
    span(name, {
      startTimeUnixNano: nano(i),
      endTimeUnixNano: nano(i + 1),
      attributes: attributes({
        "gen_ai.agent.id": victim,
        "microsoft.a365.agent.blueprint.id": victimBlueprint,
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "read_journal",
      }),
    }),
  ).replace(/\}$/, `${members}}`);
const request = (...spans: string[]) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${spans.join(",")}]}]}]}`;
const attribute = (value: string, key = "a") => `{"key":"${key}","value":${value}}`;
/** The call with an attribute more. */
const withAttribute = (name: string, ...more: string[]) =>
  call(name).replace('"attributes":[', `"attributes":[${more.join(",")},`);
const lists = (levels: number) => `${'{"arrayValue":{"values":['.repeat(levels)}${"]}}".repeat(levels)}`;

/** Spans that no collector can make sense of: each costs itself, and nothing else of its request. */
const bad: Record<string, string> = {
  "an integer beyond int64": withAttribute("bad", attribute('{"intValue":9223372036854775808}')),
  "an end that is not there yet": call("bad").replace(/"endTimeUnixNano":"\d+"/, '"endTimeUnixNano":"0"'),
  "an unknown kind": call("bad").replace('"kind":3', '"kind":6'),
  "an empty key": withAttribute("bad", attribute('{"stringValue":"x"}', "")),
  "an unknown kind of value": withAttribute("bad", attribute('{"wordValue":"x"}')),
  "3,000 lists in lists": withAttribute("bad", attribute(lists(3000))),
};
/** Spans that look odd and are right. */
const odd: Record<string, string> = {
  "an attribute twice": withAttribute("odd", attribute('{"intValue":"1"}'), attribute('{"intValue":"1"}')),
  "a start that is a number": call("odd").replace(/"startTimeUnixNano":"(\d+)"/, '"startTimeUnixNano":$1'),
  "a double beyond all doubles": withAttribute("odd", attribute('{"doubleValue":1e400}')),
  "half of an emoji": withAttribute("odd", attribute('{"stringValue":"x\\ud83d"}')),
};

test("what is good in an odd request becomes rows, what is bad stops nobody, and neither is held against the agent", async () => {
  scene = await Scene.open();
  const sends = async (body: string | object, claims?: unknown) => scene!.sends(victim, "traces", body, claims);
  for (const [what, one] of Object.entries({ ...bad, ...odd }))
    expect([what, await sends(request(...Array.from({ length: 9 }, (_, i) => call("good", "", i)), one))]).toEqual([
      what,
      200,
    ]);
  expect(await sends("{}")).toBe(200);
  expect(await sends(toProtobuf(requestOf([JSON.parse(call("good"))])))).toBe(200);
  // What is no request at all is refused, and the next one is served.
  expect(await sends(request(withAttribute("bad", attribute(lists(20_000)))))).toBe(400);
  expect(await sends("[".repeat(4_000_000))).toBe(400);
  expect(await sends(request(call("bad")), [{ typ: "oid", val: null }])).toBe(401);
  expect(await sends(request(call("bad")), [{ typ: "oid", val: 7 }, null])).toBe(401);
  expect(await sends(request(call("good")))).toBe(200);

  const { rows } = await scene.emulator.query(
    "AgentExecution_CL | summarize Rows = count() by ToolName, SrcAgentId, SenderStanding",
    { now: new Date(minutes(5)) },
  );
  const good = 9 * Object.keys({ ...bad, ...odd }).length + 2;
  expect(rows).toEqual([["read_journal", victim, "Self", good + Object.keys(odd).length]]);
  expect(await scene.lives(60)).toMatchObject({ frozen: [], said: [] });
}, 300_000);
