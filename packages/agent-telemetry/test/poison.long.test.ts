import { Endpoint, expectWhole, type Said, type Sent } from "./endpoint";
import { exporter, fastClock, temporaryFolder, toolCalls, upTo } from "./support";

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Ends so many tool calls, each in a request of its own as long as nothing fails. */
async function sendOneByOne(endpoint: Endpoint, count: number, answer: Endpoint["answer"], more: object = {}) {
  const clock = fastClock();
  const { telemetry, problems } = exporter(endpoint, temporaryFolder(), {
    clock,
    sendDelay: 0,
    random: () => 1,
    ...more,
  });
  await telemetry.forceFlush();
  endpoint.answer = answer;
  for (const span of toolCalls(count)) {
    telemetry.onEnd(span);
    // Apart by more than the time that spans are collected.
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
  return { clock, telemetry, problems: () => problems.map(({ message }) => message) };
}

test.each<[string, Said | Error]>([
  ["500", { status: 500 }],
  ["503 with Retry-After", { status: 503, headers: { "retry-after": "2" } }],
  ["403", { status: 403 }],
  ["a broken connection", new Error("socket hang up")],
])("a batch that is answered by %s for ever is set aside and admitted, and the rest goes", async (_name, said) => {
  const endpoint = new Endpoint();
  const poison = (sent: { rows: readonly { ToolId: string | null }[] }) =>
    sent.rows.some(({ ToolId }) => ToolId === "1");
  const { telemetry, problems } = await sendOneByOne(endpoint, 6, (sent) => (poison(sent) ? said : undefined));
  await until(() => endpoint.said.some(([type]) => type === "telemetry.refused"));
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual([0, 2, 3, 4, 5]);
  const [admission] = endpoint.records.filter(({ EventOriginalType }) => EventOriginalType === "telemetry.refused");
  expect(admission!.AdditionalFields).toEqual({ Lost: 1 });
  expect(admission!.EventErrorDetails).toMatch(/refused 1 records: tried \d+ times while others were taken/);
  expect(problems()).toContainEqual(expect.stringMatching(/takes other batches but never one of 1 records/));
  expect(endpoint.records.at(-1)!.EventOriginalType).toBe("telemetry.closed");
});

test.each<[string, Said | Error]>([
  ["403 of a firewall", { status: 403, text: "blocked" }],
  ["500", { status: 500 }],
  ["503 with Retry-After", { status: 503, headers: { "retry-after": "2" } }],
  ["a broken connection", new Error("socket hang up")],
])("of a batch that is answered by %s because of one record, all others arrive", async (_name, said) => {
  const endpoint = new Endpoint();
  const isPoison = (sent: Sent) => sent.rows.some(({ ToolId }) => ToolId === "5");
  const { telemetry, problems } = exporter(endpoint, temporaryFolder(), {
    clock: fastClock(),
    sendDelay: 0,
    random: () => 1,
  });
  await telemetry.forceFlush();
  endpoint.answer = (sent) => (isPoison(sent) ? said : undefined);
  const calls = toolCalls(20);
  for (const span of calls.slice(0, 12)) telemetry.onEnd(span);
  await until(() => endpoint.requests.some(isPoison));
  for (const span of calls.slice(12)) {
    telemetry.onEnd(span);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await until(() => endpoint.said.some(([type]) => type === "telemetry.refused"));
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(20).filter((number) => number !== 5));
  expect(endpoint.said).toContainEqual(["telemetry.refused", 1]);
  expect(problems.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/takes other batches but never one of 1 records/),
  );
});

test("the rest goes long before the batch is given up", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = await sendOneByOne(endpoint, 6, ({ rows }) =>
    rows.some(({ ToolId }) => ToolId === "1") ? { status: 500 } : undefined,
  );
  await until(() => endpoint.numbers.length === 5);
  expect(endpoint.said.some(([type]) => type === "telemetry.refused")).toBe(false);
  endpoint.answer = () => undefined;
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(6));
  expectWhole(endpoint);
});

test("an endpoint that is down for long is no reason to give up a batch", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = await sendOneByOne(endpoint, 6, () => ({ status: 500 }));
  const before = endpoint.requests.length;
  await until(() => endpoint.requests.length > before + 25);
  endpoint.answer = () => undefined;
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(6));
  expectWhole(endpoint);
  expect(endpoint.said.map(([type]) => type)).toEqual(["telemetry.started", "telemetry.closed"]);
});

test("an endpoint of which every other answer is an error loses nothing", async () => {
  const endpoint = new Endpoint();
  let state = 7;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const { telemetry } = await sendOneByOne(endpoint, 30, () => (random() < 0.5 ? { status: 500 } : undefined));
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual(upTo(30));
  expectWhole(endpoint);
});

test("of batches that are refused together, only the one at fault is lost", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = await sendOneByOne(endpoint, 5, () => new Error("down"));
  endpoint.answer = ({ rows }) => (rows.some(({ ToolId }) => ToolId === "2") ? { status: 400 } : undefined);
  await telemetry.shutdown();
  expect(endpoint.numbers).toEqual([0, 1, 3, 4]);
  expect(endpoint.said).toContainEqual(["telemetry.refused", 1]);
});

test("an endpoint that refuses all is not asked for ever, and in the end all is admitted", async () => {
  const endpoint = new Endpoint();
  const folder = temporaryFolder();
  endpoint.answer = () => ({ status: 400 });
  const first = exporter(endpoint, folder);
  for (const span of toolCalls(10)) first.telemetry.onEnd(span);
  await first.telemetry.shutdown();
  expect(endpoint.requests.length).toBeLessThan(10);
  const refused = endpoint.requests.flatMap(({ rows }) => rows);
  endpoint.answer = () => undefined;
  const second = exporter(endpoint, folder);
  await second.telemetry.shutdown();
  const admitted = endpoint.said.filter(([type]) => type === "telemetry.refused").map(([, lost]) => Number(lost));
  // What was admitted in a record that was refused is admitted again.
  expect(admitted.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(
    new Set(refused.map((row) => row.ContentSha256)).size,
  );
});

test("a wait that the endpoint asks for is as long, however the clock jumps", async () => {
  const endpoint = new Endpoint();
  const clock = fastClock();
  let jump = 0;
  const jumping = { ...clock, now: () => new Date(clock.now().getTime() + jump) };
  const { telemetry } = exporter(endpoint, temporaryFolder(), { clock: jumping });
  endpoint.answer = ({ attempt }) => {
    if (attempt > 0) return undefined;
    jump = -3_600_000;
    return { status: 429, headers: { "retry-after": "5" } };
  };
  telemetry.onEnd(toolCalls(1)[0]!);
  await telemetry.forceFlush();
  expect(endpoint.numbers).toEqual([0]);
  expect(Math.max(...clock.slept)).toBeLessThanOrEqual(30_000);
  expect(clock.slept).toContain(5000);
});

test("a date in Retry-After is compared with the endpoint's own clock", async () => {
  const endpoint = new Endpoint();
  const clock = fastClock();
  const { telemetry } = exporter(endpoint, temporaryFolder(), { clock });
  const theirs = Date.parse("2031-01-01T00:00:00Z");
  const header = (time: number) => new Date(time).toUTCString();
  endpoint.answer = ({ attempt }) =>
    attempt > 0 ? undefined : { status: 429, headers: { date: header(theirs), "retry-after": header(theirs + 7000) } };
  telemetry.onEnd(toolCalls(1)[0]!);
  await telemetry.forceFlush();
  expect(clock.slept).toContain(7000);
});

test("a redirect is no yes", async () => {
  const endpoint = new Endpoint();
  const { telemetry } = exporter(endpoint, temporaryFolder());
  endpoint.answer = ({ attempt }) => (attempt > 0 ? undefined : { status: 302, headers: { location: "/login" } });
  telemetry.onEnd(toolCalls(1)[0]!);
  await telemetry.forceFlush();
  expect(endpoint.requests).toHaveLength(2);
  expect(endpoint.numbers).toEqual([0]);
});
