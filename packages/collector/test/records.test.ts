import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readYaml } from "@sentinel-agent-identities/yaml";
import { packageRoot } from "../../../lib/content";
import { SendError } from "../src/send/sender";
import { agent, post, record, startIntake, who } from "./intake-support";
import { MemorySender } from "./support";

const signed = { ContentSha256: "a".repeat(64), Signature: "e30..AAAA" };
/** A record's JSON with one member written as it stands here. */
const written = (member: string, text: string, changes: object = {}) =>
  JSON.stringify(record({ ...changes, [member]: "HERE" })).replace('"HERE"', text);
const rejectedOf = async (...records: string[]) => {
  const { status, body, rows } = await post("records", `[${records.join(",")}]`);
  expect(status).toBe(200);
  return { rejected: (body as { rejected?: { index: number; reason: string }[] }).rejected ?? [], rows };
};

const { streams } = readYaml(readFileSync(join(packageRoot(), "pipeline/tables/AgentExecution_CL.yaml"), "utf8")) as {
  streams: { name: string; columns: { name: string; type: string }[] }[];
};
const native = streams.find(({ name }) => name === "Custom-AgentExecutionNative")!.columns;

test("records are rows of the stream, with every column, packed or not", async () => {
  const one = record({ ...signed, AdditionalFields: { Lost: 3, Admin: true, Part: 0.25 }, ToolName: "büro 🙂 \u0001" });
  const { status, body, rows } = await post("records", JSON.stringify([one, record()]));
  expect([status, body, rows.length]).toEqual([200, {}, 2]);
  expect(rows[0]).toMatchObject({ ...one, SenderId: who });
  const names = new Set([...native.map(({ name }) => name), "SenderId", "SenderStanding"]);
  for (const row of rows) expect(new Set(Object.keys(row))).toEqual(names);
  const packed = gzipSync(JSON.stringify([one, record()]));
  expect((await post("records", packed, { headers: { "content-encoding": "gzip" } })).rows).toEqual(rows);
  expect(await post("records", "[]")).toMatchObject({ status: 200, body: {}, rows: [] });
});

test("every column takes what its type holds, and nothing else", async () => {
  const examples: Record<string, { good: string[]; bad: string[] }> = {
    string: { good: ['""', '"x"'], bad: ["1", "true", "{}", "[]"] },
    int: { good: ["0", "-2147483648", "2147483647"], bad: ["2147483648", "1.5", '"1"', "true", "-0", "1.0", "1e2"] },
    long: {
      good: ["9007199254740991", "-9007199254740991"],
      bad: ["9007199254740992", "9007199254740993", "1e400", "-0", "1.0", "NaN", '"1"'],
    },
    datetime: {
      good: ['"2024-02-29T23:59:59.999Z"'],
      bad: [
        '"2026-03-02T10:00:00Z"',
        '"2026-03-02T10:00:00.12Z"',
        '"2026-03-02T10:00:00.1234Z"',
        '"2026-03-02T10:00:00.000+00:00"',
        '"2026-02-30T10:00:00.000Z"',
        '"2026-03-02"',
        "1772445600000",
      ],
    },
    dynamic: {
      good: ["{}", '{"a":[1,{"b":null}]}'],
      bad: [
        "[]",
        "1",
        '"{}"',
        "true",
        '{"a":-0}',
        '{"a":[9007199254740993]}',
        '{"a":1,"b":{"c":"x"},"d":[1,9007199254740993]}',
        '{"a":1.0}',
        '{"a":1,"a":1}',
        `{"a":${"[".repeat(40)}${"]".repeat(40)}}`,
      ],
    },
  };
  for (const { name, type } of native.filter((column) => !/^Sender/.test(column.name))) {
    const { good, bad } = examples[type]!;
    const fine = await rejectedOf(
      ...good.map((text) => written(name, text)),
      ...(name === "TimeGenerated" ? [] : [written(name, "null")]),
    );
    expect([name, fine.rejected]).toEqual([name, []]);
    const { rejected, rows } = await rejectedOf(...bad.map((text) => written(name, text)));
    expect([name, rejected.map(({ index }) => index), rows]).toEqual([name, bad.map((_, index) => index), []]);
    for (const { reason } of rejected) expect(reason).toContain(name);
  }
});

test.each<[string, string, string]>([
  ["none", "7", "is no object"],
  ["a list", "[]", "is no object"],
  ["null", "null", "is no object"],
  ["no JSON", '{"TimeGenerated":tru}', "not JSON"],
  ["a member twice", `${JSON.stringify(record()).slice(0, -1)},"EventCount":1}`, "has the member EventCount twice"],
  [
    "a member twice by an escape",
    `${JSON.stringify(record()).slice(0, -1)},"\\u0045ventCount":1}`,
    "has the member EventCount twice",
  ],
  ["an unknown column", JSON.stringify(record({ ToolNam: "x" })), "there is no column ToolNam; did you mean ToolName?"],
  ["a column of Object's", `${JSON.stringify(record()).slice(0, -1)},"__proto__":{}}`, "there is no column __proto__"],
  ["no time", JSON.stringify(record({ TimeGenerated: undefined })), "has no TimeGenerated"],
  ["a null time", JSON.stringify(record({ TimeGenerated: null })), "has no TimeGenerated"],
  [
    "a text that is cut when it is stored",
    JSON.stringify(record({ ToolName: "ü".repeat(40_000) })),
    "ToolName has 80000 bytes; 65536 are stored",
  ],
  [
    "an object that is cut when it is stored",
    JSON.stringify(record({ AdditionalFields: { a: "x".repeat(70_000) } })),
    "AdditionalFields has 70008 bytes",
  ],
  [
    "nested far too deep",
    written("AdditionalFields", `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`),
    "nested more than 32 deep",
  ],
  [
    "half of a surrogate pair where a signature covers it",
    JSON.stringify(record({ ...signed, ToolName: "a\ud83d" })),
    "half of a surrogate pair",
  ],
  [
    "too large for a request",
    JSON.stringify(
      record(
        Object.fromEntries(
          native.filter(({ type }) => type === "string").map(({ name }) => [name, "x".repeat(60_000)]),
        ),
      ),
    ),
    "are not taken",
  ],
])("%s is rejected, and the others are taken", async (_what, bad, reason) => {
  const good = JSON.stringify(record());
  const { rejected, rows } = await rejectedOf(good, bad, good, good);
  expect([rejected, rows.length]).toEqual([[{ index: 1, reason: expect.stringContaining(reason) }], 3]);
});

test("the longest text, the longest object and the deepest that are stored whole are taken, one more is not", async () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const texts = (length: number) => [
    written("ToolName", JSON.stringify("x".repeat(length))),
    written("AdditionalFields", JSON.stringify({ a: "x".repeat(length - 8) })),
  ];
  const fine = await rejectedOf(...texts(65_536), written("AdditionalFields", nested(32)));
  expect([fine.rejected, fine.rows.length]).toEqual([[], 3]);
  const { rejected } = await rejectedOf(...texts(65_537), written("AdditionalFields", nested(33)));
  expect(rejected.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("ToolName has 65537 bytes; 65536 are stored"),
    expect.stringContaining("AdditionalFields has 65537 bytes"),
    expect.stringContaining("nested more than 32 deep"),
  ]);
});

test("bytes that are no UTF-8 cost the record that a signature covers, and are replaced in others", async () => {
  const [start, end] = JSON.stringify([
    record(),
    record({ ToolName: "a*" }),
    record({ ToolName: "\ufffd", ...signed }),
  ]).split("*");
  const body = Buffer.concat([Buffer.from(start!), Buffer.from([0xff]), Buffer.from(end!)]);
  const plain = await post("records", body);
  expect([plain.body, plain.rows.map((row) => row.ToolName)]).toEqual([{}, [null, "a\ufffd", "\ufffd"]]);
  const text = body.toString("latin1").replace('"ToolName":"a', '"Signature":"e30..AA","ToolName":"a');
  const covered = await post("records", Buffer.from(text, "latin1"));
  expect(covered.body).toEqual({ rejected: [{ index: 1, reason: expect.stringContaining("no UTF-8") }] });
});

test.each([
  ["no array", JSON.stringify(record()), 400],
  ["no JSON", "[", 400],
  ["nothing", "", 400],
  ["text after the array", "[] x", 400],
  ["4 million brackets", "[".repeat(4_000_000), 400],
  ["more records than a request has", `[${"0,".repeat(50_000)}0]`, 400],
])("%s is refused", async (_what, body, status) => {
  const answered = await post("records", body);
  expect([answered.status, answered.rows]).toEqual([status, []]);
});

test("who, how and how much are asked as for spans", async () => {
  const body = JSON.stringify([record()]);
  const status = async (headers: Record<string, string>, options = {}) =>
    (await post("records", body, { headers, options })).status;
  expect(await status({ "x-ms-client-principal": "" })).toBe(401);
  expect(await status({ "content-type": "application/x-protobuf" })).toBe(415);
  expect(await status({ "content-length": "9000000" })).toBe(413);
  expect(await status({}, { mostBytes: 100 })).toBe(413);
  expect(await status({}, { mostHeld: 100, patience: 0 })).toBe(503);
  const failing = new MemorySender();
  failing.before = () => {
    throw new SendError("s", "500", "again", 500);
  };
  expect(await status({}, { sender: failing })).toBe(503);
});

test("records of a request that failed in part are not stored twice", async () => {
  const { sender, post: send } = startIntake();
  let requests = 0;
  sender.before = () => {
    if (++requests === 2) throw new SendError("s", "500", "again", 500);
  };
  const body = JSON.stringify(
    Array.from({ length: 40 }, (_, i) =>
      record({ EventUid: `e${i}`, EventErrorDetails: "x".repeat(50_000), SrcAgentId: agent }),
    ),
  );
  expect((await send("records", body)).status).toBe(503);
  expect((await send("records", body)).status).toBe(200);
  expect(sender.rows).toHaveLength(40);
  expect(new Set(sender.rows.map((row) => row.EventUid)).size).toBe(40);
});
