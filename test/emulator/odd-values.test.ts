import { TestServer } from "./server-support";

const row = (changes: Record<string, string> = {}) => {
  const members = { TimeGenerated: '"2026-03-02T09:59:00Z"', Host: '"odd"', Size: "1", Detail: "null", ...changes };
  return `{${Object.entries(members)
    .map(([name, text]) => `"${name}":${text}`)
    .join(",")}}`;
};
const before = row({ Host: '"before"' });
const after = row({ Host: '"after"' });
const lists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** What a column has after a row came between two good ones. */
async function stored(changes: Record<string, string>, what: string) {
  const server = await TestServer.start();
  const { status } = await server.send({ body: `[${before},${row(changes)},${after}]` });
  const rows = await server.rows(`Events_CL | project Host, Value = tostring(${what})`);
  expect([
    status,
    rows
      .map(([host]) => host)
      .filter((host) => host === "before" || host === "after")
      .sort(),
  ]).toEqual([204, ["after", "before"]]);
  const odd = rows.find(([host]) => host !== "before" && host !== "after");
  return { value: odd?.[1], rejected: server.emulator.rejected.map(({ column, message }) => `${column} ${message}`) };
}

test.each<[string, Record<string, string>, string, string]>([
  ["half of a surrogate pair", { Host: '"a\\ud83d"' }, "Host", "a\ufffd"],
  ["half of a surrogate pair in a value", { Detail: '{"a":["\\ude00b"]}' }, "Detail.a[0]", "\ufffdb"],
  ["half of a surrogate pair in a name", { Detail: '{"a\\ud83d":7}' }, 'Detail["a\ufffd"]', "7"],
  ["half of a surrogate pair in JSON in text", { Detail: '"[\\"\\ud83d\\"]"' }, "Detail[0]", "\ufffd"],
  ["a whole surrogate pair", { Detail: '["\\ud83d\\ude42"]' }, "Detail[0]", "🙂"],
  ["a zero byte", { Detail: '{"a":"x\\u0000y"}' }, "Detail.a", "x\u0000y"],
  ["100 lists in lists", { Detail: lists(100) }, "array_length(Detail)", "1"],
  ["a number beyond what there is", { Detail: '{"a":[1e400,-1e400]}' }, "Detail.a", '["Infinity","-Infinity"]'],
  ["an integer beyond 2^53", { Size: "9007199254740993" }, "Size", "9007199254740993"],
  ["an integer beyond 2^53 in an object", { Detail: '{"a":9007199254740993}' }, "Detail.a", "9007199254740993"],
  ["an integer with a fraction of nothing", { Size: "7.0" }, "Size", "7"],
  ["a name that is given twice", { Detail: '{"a":1,"a":2}' }, "Detail.a", "2"],
  ["a column that is given twice", { Size: '1,"Size":7' }, "Size", "7"],
  ["a name of Object's", { Detail: '{"__proto__":{"a":1}}' }, 'Detail["__proto__"].a', "1"],
])("%s is stored, and so is what came with it", async (_what, changes, what, value) => {
  expect(await stored(changes, what)).toEqual({ value, rejected: [] });
});

test.each<[string, Record<string, string>, string]>([
  ["101 lists in lists", { Detail: lists(101) }, "Detail Detail: nested more than 100 deep"],
  ["9,000 lists in lists", { Detail: lists(9000) }, "Detail Detail: nested more than 100 deep"],
  ["9,000 lists in text", { Detail: `"${lists(9000)}"` }, "Detail Detail: nested more than 100 deep"],
  ["an object for a text", { Host: '{"a":"\\ud83d"}' }, "Host Host: expected a string"],
  ["a fraction for an integer", { Size: "1.5" }, "Size Size: expected a whole number"],
  ["an integer beyond 64 bits", { Size: "9223372036854775808" }, "Size Size: expected a whole number of 64 bits"],
  ["no number", { Size: "1e400" }, "Size Size: expected a whole number"],
  ["a time after all times", { TimeGenerated: '"+275760-09-13T00:00:00Z"' }, "TimeGenerated TimeGenerated: expected"],
  ["a number for a time", { TimeGenerated: "1772445600000" }, "TimeGenerated TimeGenerated is 1772445600000"],
  ["an unknown column", { Sise: "1" }, "Sise there is no column Sise; did you mean Size?"],
])("%s is told, and what came with it is stored", async (_what, changes, message) => {
  const { value, rejected } = await stored(changes, "Host");
  expect([value, rejected]).toEqual([undefined, [expect.stringContaining(message)]]);
});

test.each([
  ["no UTF-8", Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])],
  ["a row that is no JSON", `[${before},{"TimeGenerated":tru}]`],
  ["a row that is nested without end", `[${before},${row({ Detail: lists(20_000) })}]`],
])("%s: the request is refused", async (_what, body) => {
  const server = await TestServer.start();
  expect((await server.send({ body })).status).toBe(400);
  expect(await server.rows("Events_CL")).toEqual([]);
});
