import { gzipSync } from "node:zlib";
import { event, TestServer } from "./server-support";

const megabyte = 1024 * 1024;
const wrap = (host: string) => JSON.stringify([event({ Host: host })]);
/** A body of exactly this many bytes: many rows, so that no field is cut. */
const bodyOf = (bytes: number) => {
  const rows = Array.from({ length: 15 }, () => event({ Host: "x".repeat(65_000) }));
  return JSON.stringify([...rows, event({ Host: "h" })]).padEnd(bytes, " ");
};

describe("1 MB per call", () => {
  const gzip = { "Content-Encoding": "gzip" };

  test.each([
    ["sent as it is", (body: string) => ({ body })],
    ["compressed", (body: string) => ({ body: gzipSync(body), headers: gzip })],
  ])("a body of 1 MB is taken, one byte more is not: %s", async (_name, upload) => {
    const server = await TestServer.start();
    expect(await server.send(upload(bodyOf(megabyte)))).toMatchObject({ status: 204 });
    const tooLarge = await server.send(upload(bodyOf(megabyte + 1)));
    expect(tooLarge.status).toBe(413);
    expect(JSON.parse(tooLarge.body)).toEqual({
      error: {
        code: "ContentLengthLimitExceeded",
        message: expect.stringMatching(/^Maximum allowed content length: 1048576 bytes \(1 MB\)/),
      },
    });
    expect(await server.rows("Events_CL | count")).toEqual([[16]]);
  });

  test("a body far over the limit is answered, not cut off", async () => {
    const server = await TestServer.start();
    expect(await server.send({ body: Buffer.alloc(40 * megabyte, " ") })).toMatchObject({ status: 413 });
  });
});

describe("limits per minute", () => {
  test("requests over the limit wait for the next minute of the clock", async () => {
    const server = await TestServer.start({ requestsPerMinute: 2 });
    server.clock.advance(15_000);
    const body = wrap("h");
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await server.send({ body })).status);
    expect(statuses).toEqual([204, 204, 429]);
    const refused = await server.send({ body });
    expect(refused.headers["retry-after"]).toBe("45");
    expect(JSON.parse(refused.body)).toEqual({
      error: { code: "TooManyRequests", message: expect.stringMatching(/2 requests per minute; retry after 45 s/) },
    });
    server.clock.advance(44_000);
    expect(await server.send({ body })).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    server.clock.advance(1000);
    expect(await server.send({ body })).toMatchObject({ status: 204 });
    expect(await server.rows("Events_CL | count")).toEqual([[3]]);
  });

  test("bytes count uncompressed", async () => {
    const body = wrap("x".repeat(10_000));
    const server = await TestServer.start({ bytesPerMinute: 2 * body.length });
    const upload = { body: gzipSync(body), headers: { "Content-Encoding": "gzip" } };
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await server.send(upload));
    expect(answers.map((a) => [a.status, a.headers["retry-after"]])).toEqual([
      [204, undefined],
      [204, undefined],
      [429, "60"],
    ]);
  });

  test("a request that may not send uses up nothing", async () => {
    const server = await TestServer.start({ requestsPerMinute: 1 });
    for (let i = 0; i < 3; i++) await server.send({ headers: { Authorization: undefined } });
    expect(await server.send({ body: wrap("h") })).toMatchObject({ status: 204 });
  });
});

describe("64 KB per field", () => {
  test("longer text is cut at a whole character, a longer object becomes cut text", async () => {
    const server = await TestServer.start();
    const kilobytes = 64 * 1024;
    const rows = [
      event({ Host: "a".repeat(kilobytes) }),
      event({ Host: "b".repeat(kilobytes + 1) }),
      event({ Host: `c${"ü".repeat(kilobytes)}` }),
      event({ Host: "d", Detail: { text: "x".repeat(kilobytes) } }),
    ];
    expect(await server.send({ body: JSON.stringify(rows) })).toMatchObject({ status: 204 });
    const stored =
      "Events_CL | project First = substring(Host, 0, 1), strlen(Host), gettype(Detail) | sort by First asc";
    expect(await server.rows(stored)).toEqual([
      ["a", kilobytes, "null"],
      ["b", kilobytes, "null"],
      ["c", kilobytes / 2, "null"],
      ["d", 1, "string"],
    ]);
  });
});
