import { OtlpError } from "../src";
import { errorOf, nested, request, span } from "./support";

/** Pretty-printed, the span starts at line 20 and each of its members has a line of its own. */
const withSpan = (changes: Record<string, unknown>) => JSON.stringify(request(span(changes)), null, 2);
const attribute = (value: unknown) => withSpan({ attributes: [{ key: "rows", value }] });

test.each<[string, string, string, string]>([
  ["trace id missing", withSpan({ traceId: undefined }), "missing-field", 'add "traceId" of 32 hexadecimal digits'],
  ["span id empty", withSpan({ spanId: "" }), "missing-field", 'add "spanId" of 16 hexadecimal digits'],
  [
    "trace id in base64",
    withSpan({ traceId: "W47/95gDgQPSabYzgT/GDA==" }),
    "bad-id",
    'is base64 as protobuf\'s own JSON mapping writes it; OTLP/JSON wants hexadecimal, write "5b8efff798038103d269b633813fc60c"',
  ],
  ["parent id in base64", withSpan({ parentSpanId: "7uGbfsPBsXM=" }), "bad-id", 'write "eee19b7ec3c1b173"'],
  ["trace id too short", withSpan({ traceId: "5b8e" }), "bad-id", "not 32 hexadecimal digits"],
  ["span id of zeros", withSpan({ spanId: "0000000000000000" }), "bad-id", "write the real id"],
  ["span id as a number", withSpan({ spanId: 12 }), "bad-id", "must be a string of 16 hexadecimal digits"],
  ["no end", withSpan({ endTimeUnixNano: undefined }), "missing-field", "endTimeUnixNano"],
  ["end zero", withSpan({ endTimeUnixNano: "0" }), "missing-field", "endTimeUnixNano"],
  ["start as a date", withSpan({ startTimeUnixNano: "2026-03-02T00:00:00Z" }), "bad-time", "nanoseconds since 1970"],
  [
    "start in ms",
    withSpan({ startTimeUnixNano: "1772409600000" }),
    "bad-time",
    'milliseconds, write "1772409600000000000"',
  ],
  [
    "start in µs",
    withSpan({ startTimeUnixNano: 1772409600000000 }),
    "bad-time",
    'microseconds, write "1772409600000000000"',
  ],
  ["start in s", withSpan({ startTimeUnixNano: "1772409600" }), "bad-time", 'seconds, write "1772409600000000000"'],
  ["start as a fraction", withSpan({ startTimeUnixNano: 1.5 }), "bad-time", "in decimal digits"],
  ["start before 1970", withSpan({ startTimeUnixNano: "-1772409600000000000" }), "bad-time", "in decimal digits"],
  ["start beyond 64 bits", withSpan({ startTimeUnixNano: "18446744073709551616" }), "bad-time", "beyond 64 bits"],
  ["kind unknown", withSpan({ kind: 6 }), "bad-enum", "write one of 0 (SPAN_KIND_UNSPECIFIED), 1 (SPAN_KIND_INTERNAL)"],
  ["kind misspelt", withSpan({ kind: "SPAN_KIND_CLEINT" }), "bad-enum", 'did you mean "SPAN_KIND_CLIENT"?'],
  ["kind like none", withSpan({ kind: "SPAN_KIND_HUMAN" }), "bad-enum", "write one of 0 (SPAN_KIND_UNSPECIFIED)"],
  ["status misspelt", withSpan({ status: { code: "EROR" } }), "bad-enum", 'did you mean "STATUS_CODE_ERROR"?'],
  ["name as a number", withSpan({ name: 3 }), "wrong-type", "put it in double quotes"],
  ["attributes as an object", withSpan({ attributes: { a: 1 } }), "wrong-type", "has a list here"],
  ["attribute without key", withSpan({ attributes: [{ value: {} }] }), "missing-field", "attribute without key"],
  ["member twice", '{"resourceSpans":[],"resourceSpans":[]}', "duplicate-member", 'the member "resourceSpans" twice'],
  ["parent id as an object", withSpan({ parentSpanId: {} }), "bad-id", "parentSpanId is {}"],
  ["bare attribute value", attribute(5), "wrong-type", "attribute value is 5, but OTLP/JSON has an object here"],
  ["two values", attribute({ intValue: 1, stringValue: "1" }), "bad-value", "holds intValue and stringValue"],
  ["unknown value", attribute({ dateValue: "x" }), "bad-value", 'unknown kind "dateValue"; write one of stringValue'],
  ["int that is a fraction", attribute({ intValue: 1.5 }), "bad-value", "for others use doubleValue"],
  ["int beyond 64 bits", attribute({ intValue: "9223372036854775808" }), "bad-value", "64 bits"],
  ["int as a number beyond 64 bits", attribute({ intValue: 1e19 }), "bad-value", "64 bits"],
  ["nested too deep", attribute(nested(40)), "too-deep", "nested more than 32 deep"],
  ["nested far too deep", attribute(nested(1000)), "too-deep", "nested more than 32 deep"],
  ["bool in quotes", attribute({ boolValue: "true" }), "bad-value", "write true or false"],
  ["double in words", attribute({ doubleValue: "many" }), "bad-value", "must be a number"],
  ["bytes as an object", attribute({ bytesValue: { 0: 1 } }), "bad-value", "must be base64"],
  ["string as a number", attribute({ stringValue: 1 }), "bad-value", "put it in double quotes"],
  ["metrics", '{"resourceMetrics":[]}', "not-traces", "a request of resourceMetrics, not of traces"],
  ["snake case", '{"resource_spans":[]}', "not-traces", "write resourceSpans"],
  ["old exporter", '{"resourceSpans":[{"instrumentationLibrarySpans":[]}]}', "not-traces", "write scopeSpans"],
  ["spans without their groups", '{"spans":[]}', "not-traces", "write a trace export request"],
  ["a list", "[]", "wrong-type", "trace export request is []"],
])("%s is refused with the fix", (_, text, code, fix) => {
  const error = errorOf(text);
  expect(error).toBeInstanceOf(OtlpError);
  expect({ code: error.code, message: error.message }).toEqual({ code, message: expect.stringContaining(fix) });
});

test.each<[string, string, string]>([
  ["a value in one document", withSpan({ kind: 6 }), "spans.json:25:23 "],
  ["a missing member: its span", withSpan({ traceId: undefined }), "spans.json:20:13 "],
  ["an attribute", attribute({ boolValue: "true" }), "spans.json:32:34 "],
  ["JSON-lines", `{"resourceSpans":[]}\n\n${JSON.stringify(request(span({ kind: 6 })))}`, "spans.json:3:314 "],
  ["malformed JSON", '{"resourceSpans": [\n  {"resource": }\n]}', "spans.json:2:16 "],
  ["after what takes more bytes than characters", '{"résumé 🙂": }', "spans.json:1:15 "],
  ["a malformed line", '{"resourceSpans":[]}\n{"resourceSpans":[}\n', "spans.json:2:19 "],
  ["a document cut off", '{"resourceSpans":\n[', "spans.json:2:2 "],
  ["a string cut off by a break", '{"resourceSpans": "ab\nc"}', "spans.json:1:22 "],
  ["a bad escape", '{"a\\x": 1}', "spans.json:1:4 "],
  ["text after the document", '{"resourceSpans":[]} x', "spans.json:1:22 "],
  ["a trailing comma", '{"resourceSpans":[1,]}', "spans.json:1:21 "],
])("the place of the error: %s", (_, text, place) => {
  const { message } = errorOf(text);
  expect(message.slice(0, place.length)).toBe(place);
});

test("malformed JSON says what was found and what is needed", () => {
  expect(errorOf('{"resourceSpans": [}').message).toBe(
    'spans.json:1:20 not JSON: found "}" where a JSON value is needed; write one OTLP/JSON trace request as one JSON document, or one request per line',
  );
});
