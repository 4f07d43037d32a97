import { readOtlpTraces } from "../src";
import { request, rowOf, span } from "./support";

test("a span becomes a row with every column of the stream", () => {
  expect(readOtlpTraces(JSON.stringify(request(span())), "spans.json")).toEqual([
    {
      TimeGenerated: "2026-03-02T00:00:00.1234567Z",
      Name: "tools/call query_ledger",
      Kind: "CLIENT",
      TraceId: "5b8efff798038103d269b633813fc60c",
      SpanId: "eee19b7ec3c1b174",
      ParentSpanId: "eee19b7ec3c1b173",
      StartTime: "2026-03-02T00:00:00.0000000Z",
      EndTime: "2026-03-02T00:00:00.1234567Z",
      StatusCode: "UNSET",
      StatusMessage: "",
      Attributes: { "mcp.method.name": "tools/call", "gen_ai.tool.name": "query_ledger" },
      Resource: { "service.name": "finance-agent" },
      ScopeName: "contoso.mcp",
    },
  ]);
});

test.each([
  ["absent", undefined],
  ["empty", ""],
  ["all zeros", "0000000000000000"],
  ["null", null],
])("a parent id that is %s means a root span", (_, parentSpanId) => {
  expect(rowOf({ parentSpanId }).ParentSpanId).toBe("");
});

test("ids are lower-cased", () => {
  const row = rowOf({ traceId: "5B8EFFF798038103D269B633813FC60C", spanId: "EEE19B7EC3C1B174" });
  expect([row.TraceId, row.SpanId]).toEqual(["5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174"]);
});

test.each([
  [undefined, "INTERNAL"],
  [0, "INTERNAL"],
  [1, "INTERNAL"],
  [2, "SERVER"],
  [3, "CLIENT"],
  [4, "PRODUCER"],
  [5, "CONSUMER"],
  ["SPAN_KIND_CLIENT", "CLIENT"],
  ["SERVER", "SERVER"],
  ["3", "CLIENT"],
])("kind %p reads as %s", (kind, word) => {
  expect(rowOf({ kind }).Kind).toBe(word);
});

test.each([
  [undefined, "UNSET", ""],
  [{}, "UNSET", ""],
  [{ code: 1 }, "OK", ""],
  [{ code: 2, message: "deadlock" }, "ERROR", "deadlock"],
  [{ code: "STATUS_CODE_ERROR" }, "ERROR", ""],
  [{ code: "OK" }, "OK", ""],
])("status %j reads as %s", (status, code, message) => {
  const row = rowOf({ status });
  expect([row.StatusCode, row.StatusMessage]).toEqual([code, message]);
});

test.each([
  ["1772409600000000100", "2026-03-02T00:00:00.0000001Z"],
  ["1772409600999999999", "2026-03-02T00:00:00.9999999Z"],
  ["18446744073709551615", "2554-07-21T23:34:33.7095516Z"],
  ["951782400000000000", "2000-02-29T00:00:00.0000000Z"],
])("%s ns is %s: no digit is lost or rounded up", (endTimeUnixNano, iso) => {
  expect(rowOf({ endTimeUnixNano }).EndTime).toBe(iso);
});

test("a time that is a JSON number keeps its digits, as older SDKs write it", () => {
  const text = JSON.stringify(request(span({ endTimeUnixNano: 7 }))).replace(
    '"endTimeUnixNano":7',
    '"endTimeUnixNano":1772409600123456789',
  );
  expect(readOtlpTraces(text, "spans.json")[0]!.EndTime).toBe("2026-03-02T00:00:00.1234567Z");
});

test("a span that ends before it starts is a row: clocks jump", () => {
  const row = rowOf({ startTimeUnixNano: "1772409601000000000" });
  expect(row.StartTime > row.EndTime).toBe(true);
});

test("members the stream has no column for are ignored", () => {
  expect(rowOf({ events: [{ name: "x" }], links: [], flags: 257, traceState: "a=b", future: { a: 1 } }).Name).toBe(
    "tools/call query_ledger",
  );
});

test("a group without resource or scope has empty ones", () => {
  const [row] = readOtlpTraces(
    JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span()] }] }] }),
    "spans.json",
  );
  expect([row!.Resource, row!.ScopeName]).toEqual([{}, ""]);
});
