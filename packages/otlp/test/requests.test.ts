import { type OtelSpanRow, OtlpError, RejectedSpans, readJsonRequest, readProtobufRequest } from "../src";
import { toProtobuf } from "./protobuf-support";
import { nested, request, span } from "./support";

/** What a request gives: its rows, and what was rejected. */
function taken(read: Iterable<OtelSpanRow | RejectedSpans>) {
  const rows: OtelSpanRow[] = [];
  const rejected: { spans: number; reason: string }[] = [];
  for (const one of read)
    if (one instanceof RejectedSpans) rejected.push({ spans: one.spans, reason: one.reason });
    else rows.push(one);
  return { rows, rejected };
}
const json = (value: unknown) =>
  taken(readJsonRequest(Buffer.from(typeof value === "string" ? value : JSON.stringify(value))));
const protobuf = (value: object) => taken(readProtobufRequest(toProtobuf(value)));

/** A hundred spans, one of them changed. */
const hundred = (changes: Record<string, unknown>) => {
  const spans = Array.from({ length: 100 }, (_, i) => span({ name: `s${i}`, ...(i === 41 ? changes : {}) }));
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
};
const attribute = (value: unknown) => ({ attributes: [{ key: "a", value }] });

describe("one span that is wrong is one span less", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["an integer beyond 64 bits", attribute({ intValue: 1e20 }), "attributes[0].value.intValue: intValue is"],
    ["no end", { endTimeUnixNano: "0" }, "span without endTimeUnixNano"],
    ["a time before 1970", { startTimeUnixNano: "-5" }, "nanoseconds since 1970"],
    ["an unknown kind", { kind: 6 }, "kind is 6"],
    ["an empty key", { attributes: [{ key: "", value: {} }] }, "attribute without key"],
    ["an unknown kind of value", attribute({ dateValue: 1 }), 'unknown kind "dateValue"'],
    ["no trace id", { traceId: "" }, "span without traceId"],
    ["an id of zeros", { spanId: "0000000000000000" }, "all zeros"],
    ["a word for a number", attribute({ doubleValue: "0x10" }), "doubleValue is"],
    ["a number for a list", { attributes: 5 }, "has a list here"],
  ])("%s", (_what, changes, reason) => {
    const { rows, rejected } = json(hundred(changes));
    expect(rows.map((row) => row.Name)).toEqual(
      Array.from({ length: 100 }, (_, i) => `s${i}`).filter((n) => n !== "s41"),
    );
    expect(rejected).toEqual([{ spans: 1, reason: expect.stringContaining(reason) }]);
    expect(rejected[0]!.reason).toMatch(/^resourceSpans\[0\]\.scopeSpans\[0\]\.spans\[41\]/);
  });

  test("that is none, or that has a member twice", () => {
    for (const [bad, reason] of [
      ["null", "span is null"],
      ["[]", "span is []"],
      [JSON.stringify(span()).replace("{", '{"name":"x",'), 'the member "name" twice'],
    ]) {
      const text = JSON.stringify(hundred({})).replace(JSON.stringify(span({ name: "s41" })), bad!);
      const { rows, rejected } = json(text);
      expect([rows.length, rejected]).toEqual([99, [{ spans: 1, reason: expect.stringContaining(reason!) }]]);
    }
  });
});

test("3,000 lists in lists are one span less", () => {
  const deep = `${'{"arrayValue":{"values":['.repeat(3000)}{}${"]}}".repeat(3000)}`;
  const text = JSON.stringify(hundred(attribute("DEEP"))).replace('"DEEP"', deep);
  const { rows, rejected } = json(text);
  expect([rows.length, rejected]).toEqual([99, [{ spans: 1, reason: expect.stringContaining("nested more than 32") }]]);
});

test("what is wrong with a resource is wrong with its spans, and with no others", () => {
  const good = request(span()).resourceSpans as object[];
  const scopeSpans = [{ spans: [span(), span()] }, { spans: [span()] }];
  const bad = { resource: { attributes: [{ key: "a", value: { intValue: "x" } }] }, scopeSpans };
  const { rows, rejected } = json({ resourceSpans: [good[0], bad, good[0]] });
  expect([rows.length, rejected]).toEqual([
    2,
    [{ spans: 3, reason: expect.stringContaining("resourceSpans[1].resource.attributes[0].value.intValue") }],
  ]);
});

test("spans under a name of before are counted, and said", () => {
  const groups = [
    { instrumentationLibrarySpans: [{ spans: [span(), span()] }] },
    ...(request(span()).resourceSpans as object[]),
  ];
  const { rows, rejected } = json({ resourceSpans: groups });
  expect([rows.length, rejected]).toEqual([1, [{ spans: 2, reason: expect.stringContaining("write scopeSpans") }]]);
});

test.each(["{}", '{"resourceSpans":[]}', '{"resourceSpans":null}', '{"future":[1]}', '{"resourceSpans":[{}]}'])(
  "%s is an empty request",
  (text) => {
    expect(json(text)).toEqual({ rows: [], rejected: [] });
  },
);

test.each([
  ["4 million brackets", "[".repeat(4_000_000), "levels of nesting"],
  [
    "20,000 values in values",
    JSON.stringify(hundred({})).replace('"s41"', "[".repeat(20_000) + "]".repeat(20_000)),
    "levels",
  ],
  ["more values than a request has", `[${"1,".repeat(1_000_000)}1]`, "1000000 values"],
  ["text that ends", '{"resourceSpans":', "the end of the input"],
  ["no UTF-8", Buffer.from([0xff]).toString("latin1"), "not JSON"],
  ["logs", '{"resourceLogs":[]}', "not of traces"],
])("%s is no request", (_what, text, reason) => {
  expect(() => json(text)).toThrow(OtlpError);
  expect(() => json(text)).toThrow(reason);
});

test("bytes that are no UTF-8 are replaced, and all are taken", () => {
  const [before, after] = JSON.stringify(hundred({ name: "s41*" })).split("*");
  const bytes = Buffer.concat([Buffer.from(before!), Buffer.from([0xe9, 0xed, 0xa0, 0xbd]), Buffer.from(after!)]);
  const { rows } = taken(readJsonRequest(bytes));
  expect(rows[41]!.Name).toBe("s41\ufffd\ufffd\ufffd\ufffd");
});

describe("protobuf", () => {
  const everything = {
    traceId: "5B8EFFF798038103D269B633813FC60C",
    status: { code: 2, message: "deadlock" },
    flags: 257,
    droppedAttributesCount: 3,
    traceState: "a=b",
    events: [{ timeUnixNano: "1772409600000000000", name: "e", attributes: [{ key: "", value: {} }] }],
    links: [{ traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174" }],
    endTimeUnixNano: "18446744073709551615",
    attributes: [
      { key: "text", value: { stringValue: "ü🙂" } },
      { key: "none", value: {} },
      { key: "no value" },
      { key: "int", value: { intValue: "-9223372036854775808" } },
      { key: "small", value: { intValue: "-7" } },
      { key: "zero", value: { intValue: "0" } },
      { key: "bool", value: { boolValue: true } },
      { key: "bytes", value: { bytesValue: "AQID" } },
      { key: "list", value: { arrayValue: { values: [{ doubleValue: 1.5 }, {}, { stringValue: "" }] } } },
      { key: "map", value: { kvlistValue: { values: [{ key: "a", value: { intValue: "1" } }] } } },
      { key: "deep", value: nested(32) },
    ],
  };

  test("gives the rows that JSON gives", () => {
    const one = request(span(everything));
    const fromJson = json(one);
    expect(fromJson.rejected).toEqual([]);
    expect(protobuf(one)).toEqual(fromJson);
  });

  test("numbers that JSON has no word for", () => {
    const bytes = toProtobuf(request(span(attribute({ doubleValue: 0.1234 }))));
    const at = bytes.indexOf(Buffer.from(new Float64Array([0.1234]).buffer));
    for (const [value, expected] of [
      [Number.NaN, "NaN"],
      [-1 / 0, "-Infinity"],
    ] as const) {
      bytes.writeDoubleLE(value, at);
      const { rows } = taken(readProtobufRequest(bytes));
      expect(rows[0]!.Attributes.a).toBe(expected);
    }
  });

  test("one span that is wrong is one span less", () => {
    for (const changes of [
      { kind: 6 },
      { endTimeUnixNano: "0" },
      { traceId: "5b8e" },
      { kind: -1 },
      attribute(nested(45)),
    ]) {
      const { rows, rejected } = protobuf(hundred(changes));
      expect([rows.length, rejected]).toEqual([99, [{ spans: 1, reason: expect.stringContaining("spans[41]") }]]);
    }
    const bytes = toProtobuf(hundred({ name: "here" }));
    // The length of the name: now the name ends after its span.
    bytes[bytes.indexOf("here") - 1] = 0x7f;
    const { rows, rejected } = taken(readProtobufRequest(bytes));
    expect([rows.length, rejected]).toEqual([
      99,
      [{ spans: 1, reason: expect.stringContaining("span cannot be read") }],
    ]);
  });

  test("text that is no UTF-8 is replaced", () => {
    const bytes = toProtobuf(hundred({ name: "here" }));
    bytes[bytes.indexOf("here")] = 0xff;
    expect(taken(readProtobufRequest(bytes)).rows[41]!.Name).toBe("\ufffdere");
  });

  test("no bytes are an empty request, and bytes that are no messages are none", () => {
    expect(taken(readProtobufRequest(new Uint8Array()))).toEqual({ rows: [], rejected: [] });
    for (const bytes of [[0x0a, 0x7f], [0xff], [0x07], [0x00, 0x00], [0x0b, 0x0b]])
      expect(() => taken(readProtobufRequest(Uint8Array.from(bytes)))).toThrow("not protobuf");
    const many = Buffer.alloc(4_000_000, Buffer.from([0x12, 0x00]));
    expect(() => taken(readProtobufRequest(many))).toThrow("1000000 values");
  });
});
