import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../lib/content";
import { TestServer } from "../../../test/emulator/server-support";
import { post, record, span } from "./intake-support";

/** JSON as it stands here, which JavaScript would write otherwise. */
const lists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const otlpLists = (levels: number) => `${'{"arrayValue":{"values":['.repeat(levels)}${"]}}".repeat(levels)}`;
const long = "x".repeat(70_000);
const million = "x".repeat(1_000_000);
const at = '"TimeGenerated":"2026-03-02T09:59:00Z"';

/** What comes of a value: what is stored in its place, or "rejected", or the status of the request. */
type Outcome = unknown;

/** One line: the odd JSON each way, and what comes of it. */
interface Line {
  /** members of a span, one of them `"a"`'s value or a column; and where to look in its row */
  readonly span: readonly [members: string, look: (row: Row) => unknown, outcome: Outcome];
  readonly record: readonly [members: string, look: (row: Row) => unknown, outcome: Outcome];
  readonly emulator: readonly [members: string, look: string, outcome: Outcome];
}
type Row = Record<string, unknown> & { Attributes: Record<string, unknown>; AdditionalFields: Record<string, unknown> };

const attribute = (value: string, key = "a") => `"attributes":[{"key":"${key}","value":${value}}]`;
const attributeOf = (row: Row) => row.Attributes.a;
const more = (text: string) => `"AdditionalFields":${text}`;
const fieldOf = (row: Row) => row.AdditionalFields.a;
const signed = '"Signature":"e30..AA",';
const rejected = "rejected";

const lines: Record<string, Line> = {
  "half of a surrogate pair": {
    span: [attribute('{"stringValue":"x\\ud83d"}'), attributeOf, "x\ufffd"],
    record: ['"ToolName":"x\\ud83d"', (row) => row.ToolName, "x\ufffd"],
    emulator: ['"Host":"x\\ud83d"', "Host", "x\ufffd"],
  },
  "bytes that are no UTF-8": {
    span: [attribute('{"stringValue":"x\xff"}'), attributeOf, "x\ufffd"],
    record: ['"ToolName":"x\xff"', (row) => row.ToolName, "x\ufffd"],
    emulator: ['"Host":"x\xff"', "Host", 400],
  },
  "a zero byte in text": {
    span: [attribute('{"stringValue":"x\\u0000"}'), attributeOf, "x\0"],
    record: ['"ToolName":"x\\u0000"', (row) => row.ToolName, "x\0"],
    emulator: ['"Host":"x\\u0000"', "Host", "x\0"],
  },
  "an integer beyond 2^53": {
    span: [attribute('{"intValue":9007199254740993}'), attributeOf, "9007199254740993"],
    record: ['"RecordCount":9007199254740993', (row) => row.RecordCount, rejected],
    emulator: ['"Size":9007199254740993', "Size", "9007199254740993"],
  },
  "an integer beyond 64 bits": {
    span: [attribute('{"intValue":9223372036854775808}'), attributeOf, rejected],
    record: ['"RecordCount":9223372036854775808', (row) => row.RecordCount, rejected],
    emulator: ['"Size":9223372036854775808', "Size", rejected],
  },
  "minus zero for an integer": {
    span: [attribute('{"intValue":-0}'), attributeOf, 0],
    record: ['"RecordCount":-0', (row) => row.RecordCount, rejected],
    emulator: ['"Size":-0', "Size", "0"],
  },
  "an integer written as 7.0": {
    span: [attribute('{"intValue":7.0}'), attributeOf, 7],
    record: ['"RecordCount":7.0', (row) => row.RecordCount, rejected],
    emulator: ['"Size":7.0', "Size", "7"],
  },
  "a fraction for an integer": {
    span: [attribute('{"intValue":1.5}'), attributeOf, rejected],
    record: ['"RecordCount":1.5', (row) => row.RecordCount, rejected],
    emulator: ['"Size":1.5', "Size", rejected],
  },
  "an integer in quotes": {
    span: [attribute('{"intValue":"7"}'), attributeOf, 7],
    record: ['"RecordCount":"7"', (row) => row.RecordCount, rejected],
    emulator: ['"Size":"7"', "Size", "7"],
  },
  "a number beyond all doubles, 1e400": {
    span: [attribute('{"doubleValue":1e400}'), attributeOf, "Infinity"],
    record: [more('{"a":1e400}'), fieldOf, rejected],
    emulator: ['"Detail":{"a":1e400}', "Detail.a", "Infinity"],
  },
  NaN: {
    span: [attribute('{"doubleValue":"NaN"}'), attributeOf, "NaN"],
    record: [more('{"a":NaN}'), fieldOf, rejected],
    emulator: ['"Detail":{"a":NaN}', "Detail.a", "NaN"],
  },
  "an attribute, or a name in an object, twice": {
    span: ['"attributes":[{"key":"a","value":{"intValue":1}},{"key":"a","value":{"intValue":2}}]', attributeOf, 2],
    record: [more('{"a":1,"a":2}'), fieldOf, rejected],
    emulator: ['"Detail":{"a":1,"a":2}', "Detail.a", "2"],
  },
  "a member of the span or row twice": {
    span: ['"kind":2,"kind":3', (row) => row.Kind, rejected],
    record: ['"ToolName":"a","ToolName":"b"', (row) => row.ToolName, rejected],
    emulator: ['"Size":1,"Size":2', "Size", "2"],
  },
  "40 lists in lists": {
    span: [attribute(otlpLists(40)), attributeOf, rejected],
    record: [more(`{"a":${lists(40)}}`), fieldOf, rejected],
    emulator: [`"Detail":${lists(40)}`, "array_length(Detail)", "1"],
  },
  "3,000 lists in lists": {
    span: [attribute(otlpLists(3000)), attributeOf, rejected],
    record: [more(`{"a":${lists(3000)}}`), fieldOf, rejected],
    emulator: [`"Detail":${lists(3000)}`, "array_length(Detail)", rejected],
  },
  "20,000 lists in lists": {
    span: [attribute(otlpLists(20_000)), attributeOf, 400],
    record: [more(`{"a":${lists(20_000)}}`), fieldOf, rejected],
    emulator: [`"Detail":${lists(20_000)}`, "array_length(Detail)", 400],
  },
  "a text of 70,000 bytes in an object": {
    span: [attribute(`{"stringValue":"${long}"}`), (row) => JSON.stringify(row.Attributes).length <= 65_536, true],
    record: [more(`{"a":"${long}"}`), fieldOf, rejected],
    emulator: [`"Detail":{"a":"${long}"}`, "strcat(gettype(Detail), strlen(tostring(Detail)))", "string65536"],
  },
  "a text column of 70,000 bytes": {
    span: [`"name":"${long}"`, (row) => row.Name === long, true],
    record: [`"ToolName":"${long}"`, (row) => row.ToolName, rejected],
    emulator: [`"Host":"${long}"`, "strlen(Host)", "65536"],
  },
  "a row of a megabyte": {
    span: [`"name":"${million}"`, (row) => row.Name, rejected],
    record: [`"ToolName":"${million}"`, (row) => row.ToolName, rejected],
    emulator: [`"Host":"${million}${long}"`, "Host", 413],
  },
  "an empty name": {
    span: [attribute('{"intValue":7}', ""), attributeOf, rejected],
    record: [more('{"":7}'), (row) => row.AdditionalFields[""], 7],
    emulator: ['"Detail":{"":7}', "Detail", '{"":7}'],
  },
  "the name `__proto__`": {
    span: [attribute('{"intValue":7}', "__proto__"), (row) => Object.entries(row.Attributes), [["__proto__", 7]]],
    record: [more('{"__proto__":7}'), (row) => Object.entries(row.AdditionalFields), [["__proto__", 7]]],
    emulator: ['"Detail":{"__proto__":7}', 'Detail["__proto__"]', "7"],
  },
  "an unknown member or column": {
    span: ['"future":{}', (row) => Object.hasOwn(row, "future"), false],
    record: ['"Future":{}', (row) => row.Future, rejected],
    emulator: ['"Future":{}', "Host", rejected],
  },
  "an object where text belongs": {
    span: ['"name":{}', (row) => row.Name, rejected],
    record: ['"ToolName":{}', (row) => row.ToolName, rejected],
    emulator: ['"Host":{}', "Host", rejected],
  },
  "a time that is a number": {
    span: ['"endTimeUnixNano":1772445601123456789', (row) => row.EndTime, "2026-03-02T10:00:01.1234567Z"],
    record: ['"EventEndTime":1772445601123', (row) => row.EventEndTime, rejected],
    emulator: ['"TimeGenerated":1772445601123', "Host", rejected],
  },
  "no time, or zero": {
    span: ['"endTimeUnixNano":"0"', (row) => row.EndTime, rejected],
    record: ['"TimeGenerated":null', (row) => row.TimeGenerated, rejected],
    emulator: ['"TimeGenerated":null', "Host", rejected],
  },
  "a time with nine digits below the second": {
    span: ['"endTimeUnixNano":"1772445601123456789"', (row) => row.EndTime, "2026-03-02T10:00:01.1234567Z"],
    record: ['"EventEndTime":"2026-03-02T10:00:01.123456789Z"', (row) => row.EventEndTime, rejected],
    emulator: ['"TimeGenerated":"2026-03-02T10:00:01.123456789Z"', "TimeGenerated", "2026-03-02T10:00:01.1234567Z"],
  },
  "a time after the year 9999": {
    span: ['"endTimeUnixNano":"8640000000000000000000"', (row) => row.EndTime, rejected],
    record: ['"EventEndTime":"+275760-09-13T00:00:00.000Z"', (row) => row.EventEndTime, rejected],
    emulator: ['"TimeGenerated":"+275760-09-13T00:00:00.000Z"', "Host", rejected],
  },
  "an end before its start": {
    span: ['"endTimeUnixNano":"1772445600000000000"', (row) => row.EndTime, "2026-03-02T10:00:00.0000000Z"],
    record: ['"EventEndTime":"2020-01-01T00:00:00.000Z"', (row) => row.EventEndTime, "2020-01-01T00:00:00.000Z"],
    emulator: ['"TimeGenerated":"2020-01-01T00:00:00Z"', "TimeGenerated", "2020-01-01T00:00:00.0000000Z"],
  },
  "no object for a span or row": {
    span: ["", (row) => row.Name, rejected],
    record: ["", (row) => row.ToolName, rejected],
    emulator: ["", "Host", 400],
  },
};
const named = Object.entries(lines);

/** One JSON object with some members more or other ones; no members stand for no object. */
const withMembers = (object: object, members: string) => {
  if (members === "") return "[]";
  const names = [...members.matchAll(/"([A-Za-z]+)":/g)].map(([, name]) => name!);
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
  return `${JSON.stringify(others).replace(/\}$/, ",")}${members}}`;
};
const latin1 = (text: string) => Buffer.from(text, "latin1");

test.each(named)("as a span: %s", async (_name, { span: [members, look, outcome] }) => {
  const start = "1772445601000000000";
  const good = [0, 1].map((i) => JSON.stringify(span(`good${i}`)));
  const odd = withMembers({ ...span("odd"), startTimeUnixNano: start }, members);
  const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[${[good[0], odd, good[1]]}]}]}]}`;
  const answered = await post("traces", latin1(body));
  const { partialSuccess } = answered.body as { partialSuccess?: { rejectedSpans: string } };
  const others = answered.rows.filter(({ Name }) => !/^good/.test(String(Name))) as Row[];
  const found =
    answered.status !== 200 ? answered.status : partialSuccess?.rejectedSpans === "1" ? rejected : look(others[0]!);
  expect(found).toEqual(outcome);
  expect(answered.rows.length - others.length).toBe(answered.status === 200 ? 2 : 0);
});

const records = named.flatMap(([name, line]) =>
  /surrogate|UTF-8/.test(name)
    ? [[name, line.record] as const, [`${name}, signed`, [signed + line.record[0], line.record[1], rejected]] as const]
    : [[name, line.record] as const],
);

test.each(records)("as a record: %s", async (_name, [members, look, outcome]) => {
  const good = [0, 1].map((i) => JSON.stringify(record({ EventUid: `good${i}` })));
  const body = `[${[good[0], withMembers(record({ EventUid: "odd" }), members), good[1]]}]`;
  const answered = await post("records", latin1(body));
  const list = (answered.body as { rejected?: { index: number }[] }).rejected ?? [];
  const odd = answered.rows.find(({ EventUid }) => EventUid === "odd") as Row | undefined;
  expect(list.map(({ index }) => index)).toEqual(outcome === rejected ? [1] : []);
  expect(odd ? look(odd) : rejected).toEqual(outcome);
  expect(answered.rows.filter(({ EventUid }) => EventUid !== "odd")).toHaveLength(2);
});

test("as a row of the emulator: every line", async () => {
  const server = await TestServer.start();
  for (const [name, { emulator }] of named) {
    const [members, look, outcome] = emulator;
    const before = server.emulator.rejected.length;
    const count = async () => (await server.rows('Events_CL | where Host == "good"')).length;
    const stored = await count();
    const good = `{${at},"Host":"good","Size":1,"Detail":null}`;
    const odd = withMembers({ TimeGenerated: "2026-03-02T09:59:00Z", Host: name, Size: 1, Detail: null }, members);
    const { status } = await server.send({ body: latin1(`[${[good, odd, good]}]`) });
    const rows = await server.rows(`Events_CL | where Host != "good" | project tostring(${look})`);
    const found = status !== 204 ? status : server.emulator.rejected.length > before ? rejected : rows.at(-1)![0];
    expect([name, found]).toEqual([name, outcome]);
    expect([name, (await count()) - stored]).toEqual([name, status === 204 ? 2 : 0]);
  }
});

test("the table has these lines and no others", () => {
  const text = readFileSync(join(packageRoot(), "docs/odd-values.md"), "utf8");
  const table = [...text.matchAll(/^\| (.+?) \|/gm)].map(([, name]) => name).filter((name) => name !== "value");
  expect(table.sort()).toEqual(named.map(([name]) => name).sort());
});
