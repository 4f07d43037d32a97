import { AggregateLogsUploadError, LogsIngestionClient } from "@azure/monitor-ingestion";
import { mostBytes } from "../src/send/batches";
import { sendApart } from "../src/send/send-apart";
import { IngestionSender, SendError } from "../src/send/sender";

const stream = "Custom-AgentAssets_CL";
type Row = Readonly<Record<string, unknown>>;

/** A sender to an endpoint that answers so: an HTTP status, an error without one, or nothing wrong. */
function sending(answer: (rows: readonly Row[]) => number | Error | undefined) {
  const requests: { rule: string; stream: string; rows: readonly Row[] }[] = [];
  jest.spyOn(LogsIngestionClient.prototype, "upload").mockImplementation(async (rule, to, rows) => {
    requests.push({ rule, stream: to, rows: rows as Row[] });
    const wrong = answer(rows as Row[]);
    if (wrong === undefined) return;
    const cause = typeof wrong === "number" ? Object.assign(new Error("as it says"), { statusCode: wrong }) : wrong;
    throw new AggregateLogsUploadError([{ cause, failedLogs: rows }]);
  });
  const credential = { getToken: async () => ({ token: "t", expiresOnTimestamp: 0 }) };
  const sender = new IngestionSender({ endpoint: "https://logs.test", ruleId: "dcr-1", credential });
  return { sender, requests };
}

const failed = (work: Promise<unknown>): Promise<SendError> =>
  work.then(
    () => Promise.reject(new Error("it was sent")),
    (error) => error,
  );

test("rows go to their stream of the rule, as they are", async () => {
  const { sender, requests } = sending(() => undefined);
  await sender.send(stream, [{ a: 1 }, { a: 2 }]);
  expect(await sender.sendOnce(stream, [{ a: 3 }])).toBe(true);
  expect(requests).toEqual([
    { rule: "dcr-1", stream, rows: [{ a: 1 }, { a: 2 }] },
    { rule: "dcr-1", stream, rows: [{ a: 3 }] },
  ]);
});

test("more than a request takes goes in several, in order; a row that none takes is refused", async () => {
  const { sender, requests } = sending(() => undefined);
  const half = "x".repeat(mostBytes / 2 - 9);
  const rows = ["a", "b", "c"].map((id) => ({ id, half: half.slice(12) }));
  expect(Buffer.byteLength(JSON.stringify(rows[0])) + 1).toBe(mostBytes / 2);
  await sender.send(stream, rows);
  expect(requests.map((request) => request.rows.map(({ id }) => id))).toEqual([["a", "b"], ["c"]]);
  await expect(sender.send(stream, [{ id: "x".repeat(mostBytes) }])).rejects.toThrow(/a request takes 900000/);
});

const unknown = { taken: undefined, passes: true, refusesRows: false };
const refused = { taken: false, passes: false, refusesRows: false };
test.each<[number | Error, object, RegExp]>([
  [new Error("socket hang up"), unknown, /^Custom-AgentAssets_CL: no answer: socket hang up; the job tries again$/],
  [408, unknown, /: 408: as it says; the job tries again$/],
  [500, unknown, /the job tries again$/],
  [503, unknown, /the job tries again$/],
  [401, refused, /: 401 as it says; assign Monitoring Metrics Publisher/],
  [403, refused, /assign Monitoring Metrics Publisher/],
  [404, refused, /see that endpoint, rule and this version's streams belong together$/],
  [400, { ...refused, refusesRows: true }, /belong together$/],
  [413, { ...refused, refusesRows: true }, /belong together$/],
  [422, { ...refused, refusesRows: true }, /belong together$/],
])("an endpoint that answers %s has taken the rows, or not, or nobody knows", async (answer, expected, message) => {
  const { sender } = sending(() => answer);
  for (const work of [sender.send(stream, [{}]), sender.sendOnce(stream, [{}])]) {
    const error = await failed(work);
    expect(error).toBeInstanceOf(SendError);
    const { taken, passes, refusesRows } = error;
    expect({ taken, passes, refusesRows }).toEqual(expected);
    expect(error.message).toMatch(message);
  }
});

test("an endpoint that has no room for now has taken nothing, and does later", async () => {
  const { sender } = sending(() => 429);
  expect(await sender.sendOnce(stream, [{}])).toBe(false);
  expect(await failed(sender.send(stream, [{}]))).toMatchObject({ taken: false, passes: true, refusesRows: false });
});

describe("rows that an endpoint does not take", () => {
  const apart = (refuses: (row: Row) => boolean, rows: readonly Row[], instead = true) => {
    const { sender, requests } = sending((some) => (some.some(refuses) ? 400 : undefined));
    const taken = () => requests.filter(({ rows: some }) => !some.some(refuses)).flatMap(({ rows: some }) => some);
    const options = { name: ({ id }: Row) => `row ${id}`, instead: ({ id }: Row) => ({ id: `${id}'` }) };
    const problems = sendApart(sender, stream, rows, instead ? options : { name: options.name });
    return { problems, taken, requests };
  };
  const rows = [1, 2, 3, 4, 5].map((id) => ({ id }));

  test("are set aside and told, each by itself, and another one stands for them", async () => {
    const { problems, taken } = apart(({ id }) => id === 2 || id === 5, rows);
    expect(await problems).toEqual([
      expect.stringMatching(/^row 2: 400 as it says/),
      expect.stringMatching(/^row 5: 400/),
    ]);
    expect(taken()).toEqual([{ id: 1 }, { id: "2'" }, { id: 3 }, { id: 4 }, { id: "5'" }]);
  });

  test("are left out where nothing stands for them", async () => {
    const { problems, taken } = apart(({ id }) => id === 1, rows, false);
    expect(await problems).toHaveLength(1);
    expect(taken().map(({ id }) => id)).toEqual([2, 3, 4, 5]);
  });

  test("are not the reason when it takes none", async () => {
    const { problems } = apart(() => true, rows, false);
    expect(await failed(problems)).toMatchObject({ status: 400 });
  });

  test("are set aside unsent when no request takes them", async () => {
    const { problems, taken } = apart(() => false, [{ id: 1, x: "x".repeat(mostBytes) }, { id: 2 }]);
    expect(await problems).toEqual([expect.stringMatching(/^row 1: has 9000\d\d bytes and a request takes 900000/)]);
    expect(taken()).toEqual([{ id: "1'" }, { id: 2 }]);
  });

  test("and other failures end it: they may be taken later", async () => {
    const { sender } = sending(() => 503);
    expect(await failed(sendApart(sender, stream, rows, { name: String }))).toMatchObject({ status: 503 });
  });
});
