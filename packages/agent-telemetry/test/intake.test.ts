import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { Endpoint, expectWhole, type Said } from "./endpoint";
import { agentId, exporter, temporaryFolder, toolCalls, upTo } from "./support";

const yes: Said = { status: 200, text: "{}" };
const scope = "api://agent-intake/.default";

/** Options for a collector's intake instead of a data collection rule. */
function intakeOf(endpoint: Endpoint, asked: string[] = []) {
  const token = async (wanted: string) => {
    asked.push(wanted);
    return "the-token";
  };
  return { options: { token, fetch: endpoint.fetch, intake: { url: "https://collector.example/", scope } } };
}

test("signed records go to the intake, with a token of its scope", async () => {
  const endpoint = new Endpoint(yes);
  const asked: string[] = [];
  const { telemetry, problems } = exporter(intakeOf(endpoint, asked), temporaryFolder());
  for (const span of toolCalls(10)) telemetry.onEnd(span);
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(10));
  expectWhole(endpoint);
  expect(new Set(asked)).toEqual(new Set([scope]));
  for (const { url, headers } of endpoint.requests) {
    expect(url).toBe("https://collector.example/v1/records");
    expect(headers).toEqual({
      Authorization: "Bearer the-token",
      "Content-Type": "application/json",
      "Content-Encoding": "gzip",
    });
  }
  expect(problems).toEqual([]);
});

test("rows that the intake rejects are admitted with their number, the others are taken", async () => {
  const endpoint = new Endpoint(yes);
  const { telemetry, problems } = exporter(intakeOf(endpoint), temporaryFolder());
  const rejected = new Set<unknown>();
  endpoint.answer = ({ rows }) => {
    const bad = rows.flatMap(({ ToolId }, index) => (ToolId === "3" || ToolId === "5" ? [index] : []));
    if (bad.length === 0) return undefined;
    endpoint.rows.push(...rows.filter((_, index) => !bad.includes(index)));
    for (const index of bad) rejected.add(rows[index]!.ContentSha256);
    return { status: 200, text: JSON.stringify({ rejected: bad.map((index) => ({ index, reason: "too deep" })) }) };
  };
  for (const span of toolCalls(10)) telemetry.onEnd(span);
  await telemetry.shutdown();
  expect(rejected.size).toBe(2);
  expect(endpoint.numbers).toEqual([0, 1, 2, 4, 6, 7, 8, 9]);
  const [admission] = endpoint.records.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.refused");
  expect(admission).toMatchObject({
    AdditionalFields: { Lost: 2 },
    EventErrorDetails: "the endpoint refused 2 records: too deep",
  });
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the intake refused 2 records for good: too deep/),
  ]);
});

test.each<[string, Said]>([
  ["another page with status 200", { status: 200, text: "<html>sign in</html>" }],
  ["an empty 200", { status: 200, text: "" }],
  ["a list", { status: 200, text: "[]" }],
  ["rows that were not sent", { status: 200, text: '{"rejected":[{"index":999,"reason":"?"}]}' }],
  ["no place", { status: 200, text: '{"rejected":[{"index":-1}]}' }],
  ["503", { status: 503, headers: { "Retry-After": "1" } }],
  ["401", { status: 401 }],
])("%s is no yes: the records are sent again", async (_name, said) => {
  const endpoint = new Endpoint(yes);
  const { telemetry, problems } = exporter(intakeOf(endpoint), temporaryFolder());
  endpoint.answer = ({ attempt }) => (attempt < 3 ? said : undefined);
  for (const span of toolCalls(4)) telemetry.onEnd(span);
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(4));
  expectWhole(endpoint);
  expect(problems.length).toBeGreaterThan(0);
});

test("400 is refused and admitted, 413 is sent in halves", async () => {
  const endpoint = new Endpoint(yes);
  const { telemetry } = exporter(intakeOf(endpoint), temporaryFolder());
  endpoint.answer = ({ rows }) =>
    rows.length > 4
      ? { status: 413 }
      : rows.some(({ ToolId }) => ToolId === "6")
        ? { status: 400, text: "no" }
        : undefined;
  for (const span of toolCalls(10)) telemetry.onEnd(span);
  await telemetry.shutdown();
  const lost = endpoint.said.filter(([type]) => type === "telemetry.refused").map(([, count]) => Number(count));
  expect(lost).toHaveLength(1);
  expect(endpoint.numbers).not.toContain(6);
  expect(endpoint.numbers.length + lost[0]!).toBe(10);
});

describe("options that contradict each other or cannot be meant are refused", () => {
  const good = { agentId, folder: "unused", token: async () => "t" };
  const url = "https://collector.example";
  test.each<[object, RegExp]>([
    [{}, /option endpoint is missing/],
    [{ endpoint: "https://i.example" }, /option ruleId is missing/],
    [
      { intake: { url, scope }, endpoint: "https://i.example" },
      /name the intake and endpoint; pass intake, or endpoint and ruleId/,
    ],
    [{ intake: { url, scope }, ruleId: "dcr-1", stream: "Custom-X" }, /name the intake and ruleId and stream/],
    [{ intake: { url } }, /option intake.scope is missing/],
    [{ intake: { url: "collector", scope } }, /option intake.url is "collector"/],
    [{ intake: { url: `${url}?code=1`, scope } }, /option intake.url/],
    [{ intake: { url: `${url}/v1/records`, scope } }, /pass it without \/v1\/…, which is added/],
    [{ intake: url }, /pass \{ url, scope \}/],
    [{ intake: { url, scope }, maxQueuedBytes: "10" }, /option maxQueuedBytes is "10"/],
    [{ intake: { url, scope }, onProblem: "log" }, /option onProblem/],
  ])("%j", (more, message) => {
    expect(() => new AgentTelemetry({ ...good, ...more } as never)).toThrow(message);
  });
});
