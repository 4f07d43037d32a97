import { gunzipSync } from "node:zlib";
import { issueToken } from "../../../lib/emulator/server";
import { Receiver, sender } from "./receiver";
import { chainQuery, expectUnbroken, exporter, fastClock, temporaryFolder, toolCalls, upTo } from "./support";

const ids = async (receiver: Receiver) =>
  (await receiver.rows(chainQuery)).filter(({ ToolId }) => ToolId !== "").map(({ ToolId }) => Number(ToolId));

async function sendThrough(
  receiver: Receiver,
  interference: Receiver["interference"],
  options: Parameters<typeof exporter>[2] = {},
  count = 10,
) {
  receiver.interference = interference;
  const clock = fastClock();
  const { telemetry, problems } = exporter(receiver, temporaryFolder(), { clock, ...options });
  for (const span of toolCalls(count)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  return { clock, problems: problems.map(({ message }) => message), telemetry };
}

test.each([
  ["seconds", () => "50"],
  ["a date", (now: Date) => new Date(now.getTime() + 50_000).toUTCString()],
])("429: waits as long as Retry-After says, in %s, whoever is in a hurry", async (_name, header) => {
  const receiver = await Receiver.start();
  const clock = fastClock();
  await sendThrough(
    receiver,
    (attempt) => (attempt === 0 ? { status: 429, headers: { "retry-after": header(clock.now()) } } : undefined),
    { clock },
  );
  expect(receiver.attempts).toEqual([429, 204]);
  // Longer than any pause of the exporter's own at the first failure, and than its wait for a bell.
  expect(clock.slept.some((ms) => ms > 31_000 && ms <= 50_000)).toBe(true);
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("429 of the server itself: more requests than the rule takes in a minute", async () => {
  const receiver = await Receiver.start({ requestsPerMinute: 1 });
  receiver.clock.advance(58_000);
  await sendThrough(
    receiver,
    (attempt) => {
      if (attempt === 2) receiver.clock.advance(2000);
      return undefined;
    },
    {},
    300,
  );
  expect(receiver.attempts.filter((status) => status === 429).length).toBeGreaterThan(0);
});

test.each([408, 500, 502, 503, 504])("%d: tries again, later each time", async (status) => {
  const receiver = await Receiver.start();
  const { clock, problems } = await sendThrough(receiver, (attempt) => (attempt < 4 ? { status } : undefined), {
    random: () => 1,
  });
  expect(receiver.attempts).toEqual([status, status, status, status, 204]);
  expect(clock.slept).toEqual(expect.arrayContaining([2000, 4000, 8000]));
  expect(problems).toEqual([expect.stringMatching(new RegExp(`answered ${status}`))]);
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("401: asks for a token again at once", async () => {
  const receiver = await Receiver.start();
  let asked = 0;
  const token = async () => (asked++ === 0 ? "expired" : issueToken(sender));
  const { problems } = await sendThrough(receiver, () => undefined, { token });
  expect(receiver.attempts).toEqual([401, 204]);
  expect(problems).toEqual([]);
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("403: keeps the batch until the role is there, and says what is missing", async () => {
  const receiver = await Receiver.start();
  let asked = 0;
  const token = async () => issueToken(asked++ < 3 ? "cccccccc-0000-4000-8000-000000000003" : sender);
  const { problems } = await sendThrough(receiver, () => undefined, { token });
  expect(receiver.attempts).toEqual([403, 403, 403, 204]);
  expect(problems).toEqual([expect.stringMatching(/Monitoring Metrics Publisher/)]);
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("413: sends in halves, in order", async () => {
  const receiver = await Receiver.start();
  const sizes: number[] = [];
  await sendThrough(receiver, (_attempt, body) => {
    const rows = JSON.parse(gunzipSync(body).toString("utf8")).length;
    sizes.push(rows);
    return rows > 3 ? { status: 413 } : undefined;
  });
  expect(sizes).toEqual([11, 6, 3, 3, 5, 3, 2]);
  const rows = await receiver.rows(chainQuery);
  expectUnbroken(rows);
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("400: sets the batch aside, admits it and goes on", async () => {
  const receiver = await Receiver.start();
  const { telemetry, problems } = await sendThrough(receiver, (_attempt, body) => {
    const rows = JSON.parse(gunzipSync(body).toString("utf8")) as { readonly ToolId: string | null }[];
    return rows.some(({ ToolId }) => ToolId !== null && Number(ToolId) < 10) ? { status: 400 } : undefined;
  });
  for (const span of toolCalls(5, 10)) telemetry.onEnd(span);
  await telemetry.forceFlush();
  expect(problems).toEqual([expect.stringMatching(/answered 400/)]);
  const rows = await receiver.rows(chainQuery);
  expect(rows.map(({ ChainSequence }) => Number(ChainSequence))).toEqual([12, 13, 14, 15, 16, 17]);
  expect(rows[0]).toMatchObject({
    EventOriginalType: "telemetry.refused",
    EventErrorDetails: expect.stringMatching(/refused 11 records: .*answered 400/),
  });
});

test("400 to a batch, and to no part of it: nothing is lost", async () => {
  const receiver = await Receiver.start();
  const { problems } = await sendThrough(receiver, (attempt) => (attempt === 0 ? { status: 400 } : undefined));
  expect(problems).toEqual([expect.stringMatching(/answered 400/)]);
  expectUnbroken(await receiver.rows(chainQuery));
  expect(await ids(receiver)).toEqual(upTo(10));
});

test("a token that cannot be had, and one that never comes, are tried again", async () => {
  const receiver = await Receiver.start();
  let asked = 0;
  const token = () => {
    asked++;
    if (asked === 1) return Promise.reject(new Error("no managed identity"));
    return asked === 2 ? new Promise<string>(() => {}) : Promise.resolve(issueToken(sender));
  };
  const { problems } = await sendThrough(receiver, () => undefined, { token, requestTimeout: 200 });
  expect(receiver.attempts).toEqual([204]);
  // The second is told of only where the first is a minute old by then.
  expect(problems[0]).toMatch(/no managed identity/);
  for (const later of problems.slice(1)) expect(later).toMatch(/it is tried again/);
  expect(await ids(receiver)).toEqual(upTo(10));
});
