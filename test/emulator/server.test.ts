import { isAggregateLogsUploadError, type LogsIngestionClientOptions } from "@azure/monitor-ingestion";
import { event, sender, stranger, stream, TestServer } from "./server-support";

type Policy = NonNullable<LogsIngestionClientOptions["additionalPolicies"]>[number];

/** Watches every attempt of the client, retries too. */
function attempts(seen: (status: number, contentEncoding: string | undefined) => void): Policy {
  return {
    position: "perRetry",
    policy: {
      name: "watch",
      sendRequest: async (request, next) => {
        const response = await next(request);
        seen(response.status, request.headers.get("Content-Encoding"));
        return response;
      },
    },
  };
}

/** What the client reports about the one batch of an upload that fails. */
async function failure(upload: Promise<void>): Promise<unknown> {
  const error = await upload.then(
    () => undefined,
    (reason) => reason,
  );
  return isAggregateLogsUploadError(error) ? error.errors[0]!.cause : error;
}

describe("Microsoft's client", () => {
  test("sends gzip; rows pass the transform and arrive at the clock's time", async () => {
    const server = await TestServer.start();
    const seen: unknown[] = [];
    const client = server.client(sender, { additionalPolicies: [attempts((...attempt) => seen.push(attempt))] });
    await client.upload(server.immutableId, stream, [
      event({ Host: "a", Detail: { list: [1] } }),
      event({ Host: "noise" }),
      event({ Host: "ü", Size: 2 }),
    ]);
    expect(seen).toEqual([[204, "gzip"]]);
    expect(
      await server.rows(
        "Events_CL | project Host, Size, tostring(Detail), tostring(ingestion_time()) | sort by Host asc",
      ),
    ).toEqual([
      ["a", 1, '{"list":[1]}', "2026-03-02T10:00:00.0000000Z"],
      ["ü", 2, "", "2026-03-02T10:00:00.0000000Z"],
    ]);
    expect(server.server.ingested).toMatchObject([{ stream, table: "Events_CL", rowsIn: 3, rowsOut: 2 }]);
  });

  test("splits an upload over 1 MB; every row arrives once", async () => {
    const server = await TestServer.start();
    const statuses: number[] = [];
    const client = server.client(sender, { additionalPolicies: [attempts((status) => statuses.push(status))] });
    const rows = Array.from({ length: 4000 }, (_, i) => event({ Size: i, Host: `h${"x".repeat(900)}` }));
    await client.upload(server.immutableId, stream, rows);
    expect(statuses).toEqual([204, 204, 204, 204]);
    expect(await server.rows("Events_CL | summarize count(), dcount(Size), sum(Size)")).toEqual([
      [4000, 4000, (3999 * 4000) / 2],
    ]);
  });

  test("waits as long as Retry-After says, and then gets through", async () => {
    const server = await TestServer.start({ requestsPerMinute: 1 });
    server.clock.advance(59_500);
    const statuses: number[] = [];
    const throttled = attempts((status) => {
      statuses.push(status);
      if (status === 429) server.clock.advance(1000);
    });
    const client = server.client(sender, { additionalPolicies: [throttled] });
    await client.upload(server.immutableId, stream, [event()]);
    const started = performance.now();
    await client.upload(server.immutableId, stream, [event()]);
    expect(performance.now() - started).toBeGreaterThan(990);
    expect(statuses).toEqual([204, 429, 204]);
    expect(await server.rows("Events_CL | count")).toEqual([[2]]);
  });

  test("a mistyped row is dropped and reported, the rest is ingested", async () => {
    const server = await TestServer.start();
    const { Detail: _, ...incomplete } = event();
    await server
      .client()
      .upload(server.immutableId, stream, [
        event({ Host: "first" }),
        event({ Size: "many" }),
        incomplete,
        event({ TimeGenerated: "yesterday" }),
        event({ Host: "last" }),
        event({ Hots: "h" }),
      ]);
    expect(await server.rows("Events_CL | project Host | sort by Host asc")).toEqual([["first"], ["last"]]);
    const rejected = server.emulator.rejected.map(({ target, place, column }) => [target, place, column]);
    expect(rejected.sort()).toEqual([
      [stream, "request 1 row 2", "Size"],
      [stream, "request 1 row 3", "Detail"],
      [stream, "request 1 row 4", "TimeGenerated"],
      [stream, "request 1 row 6", "Hots"],
    ]);
  });

  test("learns that its principal has no role, and which stream or rule is unknown", async () => {
    const server = await TestServer.start();
    const { immutableId } = server;
    expect(await failure(server.client(stranger).upload(immutableId, stream, [event()]))).toMatchObject({
      statusCode: 403,
      code: "OperationFailed",
      message: expect.stringMatching(/does not have access to ingest data.*Monitoring Metrics Publisher/),
    });
    expect(await failure(server.client().upload(immutableId, "Custom-Evnts", [event()]))).toMatchObject({
      statusCode: 400,
      code: "InvalidStream",
      message: expect.stringMatching(/Custom-Evnts.*Custom-Events/),
    });
    expect(await failure(server.client().upload("dcr-none", stream, [event()]))).toMatchObject({
      statusCode: 404,
      code: "NotFound",
      message: expect.stringContaining("Data collection rule with immutable Id 'dcr-none' not found"),
    });
    expect(await server.rows("Events_CL | count")).toEqual([[0]]);
  });

  test("asks for Azure Monitor's audience; a token for another is refused", async () => {
    const server = await TestServer.start();
    const client = server.client(sender, { audience: "https://management.azure.com" });
    expect(await failure(client.upload(server.immutableId, stream, [event()]))).toMatchObject({
      statusCode: 401,
      message: expect.stringContaining("ask for https://monitor.azure.com"),
    });
  });

  test("refuses a server whose authority it does not trust", async () => {
    const server = await TestServer.start();
    const client = server.client(sender, { tlsOptions: {}, retryOptions: { maxRetries: 0 } });
    expect(await failure(client.upload(server.immutableId, stream, [event()]))).toMatchObject({
      message: expect.stringMatching(/unable to (verify|get local issuer)|self-signed/),
    });
  });
});
