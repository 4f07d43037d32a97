import { gzipSync } from "node:zlib";
import { issueToken } from "../../lib/emulator/server";
import { event, sender, TestServer, type Upload } from "./server-support";

const unsigned = (header: object, claims: object) =>
  `Bearer ${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
const good = { alg: "none", typ: "JWT" };
const authorization = (Authorization: string | undefined): Upload => ({ headers: { Authorization } });
const contentType = (value: string | undefined): Upload => ({ headers: { "Content-Type": value } });
const encoded = (encoding: string, body: string | Buffer): Upload => ({
  headers: { "Content-Encoding": encoding },
  body,
});

const refusals: [name: string, upload: (server: TestServer) => Upload, status: number, code: string, why: RegExp][] = [
  ["no token", () => authorization(undefined), 401, "AuthenticationFailed", /'Authorization' header is missing/],
  ["a token that is none", () => authorization("Bearer abc"), 401, "AuthenticationFailed", /no bearer token/],
  ["another scheme", () => authorization("Basic YTpi"), 401, "AuthenticationFailed", /no bearer token/],
  [
    "a token without a principal",
    () => authorization(unsigned(good, { aud: "https://monitor.azure.com" })),
    401,
    "AuthenticationFailed",
    /no bearer token/,
  ],
  [
    "a token that claims a signature",
    () => authorization(unsigned({ alg: "RS256" }, { aud: "https://monitor.azure.com", oid: sender })),
    401,
    "AuthenticationFailed",
    /no bearer token/,
  ],
  [
    "a principal without the role",
    () => authorization(`Bearer ${issueToken("cccccccc-0000-4000-8000-000000000003")}`),
    403,
    "OperationFailed",
    /cccccccc-0000-4000-8000-000000000003/,
  ],
  ["an unknown rule", (s) => ({ path: s.uploadPath("dcr-0") }), 404, "NotFound", /'dcr-0' not found/],
  [
    "an unknown stream",
    (s) => ({ path: s.uploadPath(undefined, "Custom-Other") }),
    400,
    "InvalidStream",
    /Custom-Other was not configured in the data collection rule/,
  ],
  [
    "a stream's name in another case",
    (s) => ({ path: s.uploadPath(undefined, "custom-events") }),
    400,
    "InvalidStream",
    /Its streams: Custom-Events/,
  ],
  [
    "another api-version",
    (s) => ({ path: s.uploadPath(undefined, undefined, "2021-11-01-preview") }),
    400,
    "UnsupportedApiVersion",
    /"2021-11-01-preview" is not supported; write api-version=2023-01-01/,
  ],
  [
    "no api-version",
    (s) => ({ path: s.uploadPath().split("?")[0]! }),
    400,
    "UnsupportedApiVersion",
    /api-version is missing/,
  ],
  ["malformed JSON", () => ({ body: '[{"Host": }]' }), 400, "MalformedBody", /Malformed JSON/],
  ["an empty body", () => ({ body: "" }), 400, "MalformedBody", /Malformed JSON/],
  ["one row outside an array", () => ({ body: JSON.stringify(event()) }), 400, "MalformedBody", /not an array/],
  ["a row that is no object", () => ({ body: '[{"Host":"h"}, 5]' }), 400, "MalformedBody", /row 2 is not an object/],
  ["text that is not UTF-8", () => ({ body: Buffer.from('["\xff"]', "latin1") }), 400, "MalformedBody", /not valid/],
  ["a body that is not gzip", () => encoded("gzip", "[]"), 400, "MalformedBody", /not gzip/],
  ["half a gzip body", () => encoded("gzip", gzipSync("[]").subarray(0, 12)), 400, "MalformedBody", /not gzip/],
  ["another encoding", () => encoded("br", "[]"), 415, "UnsupportedMediaType", /Content-Encoding is "br"; send gzip/],
  [
    "another content type",
    () => contentType("text/plain"),
    415,
    "UnsupportedMediaType",
    /"text\/plain"; send application\/json/,
  ],
  ["no content type", () => contentType(undefined), 415, "UnsupportedMediaType", /Content-Type is missing/],
  ["another method", () => ({ method: "PUT" }), 404, "NotFound", /PUT .* is no part of the Logs Ingestion API/],
  ["a route Azure does not have", () => ({ path: "/health" }), 404, "NotFound", /POST \/health is no part/],
  [
    "a path that cannot be decoded",
    () => ({ path: "/dataCollectionRules/%zz/streams/s" }),
    404,
    "NotFound",
    /is no part of the Logs Ingestion API/,
  ],
];

test.each(refusals)("refuses %s", async (_name, upload, status, code, why) => {
  const server = await TestServer.start();
  const answer = await server.send({ body: JSON.stringify([event()]), ...upload(server) });
  expect([answer.status, answer.headers["x-ms-error-code"]]).toEqual([status, code]);
  expect(JSON.parse(answer.body)).toEqual({ error: { code, message: expect.stringMatching(why) } });
  expect(server.server.ingested).toEqual([]);
});

test("what differs in form only is taken: charset, trailing slash of the audience, upper case, escapes", async () => {
  const server = await TestServer.start();
  const answer = await server.send({
    path: server.uploadPath(undefined, "Custom%2DEvents"),
    headers: {
      Authorization: `bearer ${issueToken(sender.toUpperCase(), "https://monitor.azure.com/")}`,
      "Content-Type": "application/json; charset=utf-8",
    },
    body: JSON.stringify([event()]),
  });
  expect([answer.status, answer.body]).toEqual([204, ""]);
  expect(await server.rows("Events_CL | count")).toEqual([[1]]);
});

test("a failure inside is answered with 500, and the next request is served", async () => {
  const server = await TestServer.start();
  const spy = jest.spyOn(server.emulator, "ingest").mockRejectedValueOnce(new Error("disk full"));
  const body = JSON.stringify([event()]);
  expect(await server.send({ body })).toMatchObject({ status: 500, body: expect.stringContaining("disk full") });
  expect(await server.send({ body })).toMatchObject({ status: 204 });
  spy.mockRestore();
});
