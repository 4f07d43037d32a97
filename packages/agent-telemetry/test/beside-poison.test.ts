import { Endpoint, type Sent } from "./endpoint";
import { exporter, fastClock, temporaryFolder, toolCalls, upTo } from "./support";

/** Whether some of these calls are in a request. */
const holds =
  (...numbers: readonly number[]) =>
  ({ rows }: Sent): boolean =>
    rows.some(({ ToolId }) => ToolId !== null && numbers.includes(Number(ToolId)));

/** An exporter whose endpoint has taken something, and which then writes so many calls into one batch. */
async function oneBatch(answer: Endpoint["answer"], count: number) {
  const endpoint = new Endpoint();
  const { telemetry, problems } = exporter(endpoint, temporaryFolder(), { clock: fastClock(), random: () => 1 });
  await telemetry.forceFlush();
  const before = endpoint.requests.length;
  endpoint.answer = answer;
  for (const span of toolCalls(count)) telemetry.onEnd(span);
  await telemetry.shutdown();
  const admitted = endpoint.records.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.refused");
  return {
    endpoint,
    requests: endpoint.requests.length - before,
    lost: admitted.map(({ AdditionalFields }) => AdditionalFields!.Lost),
    problems: problems.map(({ message }) => message),
  };
}

test.each<[string, readonly number[]]>([
  ["one record in the middle", [13]],
  ["the first record", [0]],
  ["the last record", [39]],
  ["two records far from each other", [3, 30]],
  ["two records beside each other", [16, 17]],
])("of a batch that is refused for %s, all others arrive", async (_name, poisoned) => {
  const { endpoint, lost, requests } = await oneBatch(
    (sent) => (holds(...poisoned)(sent) ? { status: 400, text: "malformed" } : undefined),
    40,
  );
  expect(endpoint.numbers).toEqual(upTo(40).filter((number) => !poisoned.includes(number)));
  expect(lost.reduce((sum, count) => Number(sum) + Number(count), 0)).toBe(poisoned.length);
  expect(requests).toBeLessThan(40);
});

test("an endpoint that refuses every record of a batch is not asked for each, and all are admitted", async () => {
  const tools = (sent: Sent) => sent.rows.some(({ ToolId }) => ToolId !== null);
  const { endpoint, lost, requests } = await oneBatch((sent) => (tools(sent) ? { status: 400 } : undefined), 200);
  expect(endpoint.numbers).toEqual([]);
  expect(lost.reduce((sum, count) => Number(sum) + Number(count), 0)).toBe(200);
  expect(requests).toBeLessThan(100);
});

test("of a batch that is too large and has a record that is refused, all others arrive", async () => {
  const { endpoint, lost } = await oneBatch((sent) => {
    if (sent.rows.length > 10) return { status: 413 };
    return holds(7)(sent) ? { status: 400 } : undefined;
  }, 32);
  expect(endpoint.numbers).toEqual(upTo(32).filter((number) => number !== 7));
  expect(lost).toEqual([1]);
});
