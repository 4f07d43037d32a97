import { gzipSync } from "node:zlib";
import { fromProtobuf, toProtobuf } from "../../otlp/test/protobuf-support";
import { SendError } from "../src/send/sender";
import { agent, from, post, principal, requestOf, span, startIntake, traces, who } from "./intake-support";
import { MemorySender } from "./support";

const inProtobuf = { "content-type": "application/x-protobuf" };

test("spans are rows of the stream, packed or not, in JSON or protobuf", async () => {
  const plain = await post("traces", traces("a", "b"));
  expect(plain).toMatchObject({ status: 200, body: {}, rows: [{ Name: "a", Kind: "CLIENT" }, { Name: "b" }] });
  const gzip = { "content-encoding": "gzip" };
  expect((await post("traces", gzipSync(traces("a", "b")), { headers: gzip })).rows).toEqual(plain.rows);
  const binary = toProtobuf(JSON.parse(traces("a", "b")));
  for (const [body, headers] of [
    [binary, inProtobuf],
    [gzipSync(binary), { ...inProtobuf, ...gzip }],
  ] as const) {
    const answered = await post("traces", body, { headers });
    expect(answered).toMatchObject({ status: 200, headers: { "Content-Type": "application/x-protobuf" } });
    expect(fromProtobuf("ExportTraceServiceResponse", answered.body as Uint8Array)).toEqual({});
    expect(answered.rows).toEqual(plain.rows);
  }
});

test("an empty request is one, in either form", async () => {
  expect(await post("traces", "{}")).toMatchObject({ status: 200, body: {}, rows: [] });
  const { status, body } = await post("traces", Buffer.alloc(0), { headers: inProtobuf });
  expect([status, (body as Uint8Array).length]).toEqual([200, 0]);
});

describe("of a hundred spans some are wrong", () => {
  const spans = Array.from({ length: 100 }, (_, i) => span(`s${i}`, i % 20 === 7 ? { kind: 9 } : {}));

  test("the others are rows, and the answer says how many are not, and why", async () => {
    const { status, body, rows } = await post("traces", JSON.stringify(requestOf(spans)));
    expect([status, rows.length]).toEqual([200, 95]);
    const { partialSuccess } = body as { partialSuccess: { rejectedSpans: string; errorMessage: string } };
    expect(partialSuccess.rejectedSpans).toBe("5");
    // The first few reasons, not all.
    expect(partialSuccess.errorMessage.match(/spans\[\d+\]\.kind: kind is 9/g)).toHaveLength(3);
    expect(partialSuccess.errorMessage).toMatch(/…$/);
  });

  test("the same in protobuf", async () => {
    const { body, rows } = await post("traces", toProtobuf(requestOf(spans)), { headers: inProtobuf });
    expect(rows).toHaveLength(95);
    expect(fromProtobuf("ExportTraceServiceResponse", body as Uint8Array)).toEqual({
      partialSuccess: { rejectedSpans: "5", errorMessage: expect.stringContaining("spans[7].kind: kind is 9") },
    });
  });
});

describe("rows have a size that is taken", () => {
  test("a span that no request to the workspace takes is reported, and the others arrive", async () => {
    const { status, body, rows } = await post("traces", traces("a", "x".repeat(950_000)));
    expect([status, rows.length]).toEqual([200, 1]);
    expect(body).toEqual({
      partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringContaining("900000 bytes") },
    });
  });

  test("the longest texts of attributes are cut to what the workspace keeps as an object", async () => {
    const long = {
      attributes: [
        { key: "gen_ai.agent.id", value: { stringValue: agent } },
        { key: "prompt", value: { arrayValue: { values: [{ stringValue: "🙂".repeat(100_000) }] } } },
        { key: "rows", value: { intValue: 7 } },
      ],
    };
    const { body, rows } = await post("traces", JSON.stringify(requestOf([span("a", long)])));
    expect(body).toEqual({});
    const found = rows[0]!.Attributes as { prompt: string[] };
    expect(found).toMatchObject({ "gen_ai.agent.id": agent, rows: 7, AttributesTruncated: true });
    expect(found.prompt[0]).toMatch(/^(🙂){10000,}$/u);
    expect(Buffer.byteLength(JSON.stringify(found))).toBeLessThanOrEqual(65_536);
  });

  test("attributes of 64 KB are left as they are, and of a byte more are cut and marked", async () => {
    const attributesOf = async (bytes: number) => {
      const rest = Buffer.byteLength(JSON.stringify({ "gen_ai.agent.id": agent, prompt: "" }));
      const attributes = [
        { key: "gen_ai.agent.id", value: { stringValue: agent } },
        { key: "prompt", value: { stringValue: "x".repeat(bytes - rest) } },
      ];
      const { rows } = await post("traces", JSON.stringify(requestOf([span("a", { attributes })])));
      return rows.at(-1)!.Attributes as Record<string, unknown>;
    };
    const whole = await attributesOf(65_536);
    expect([Buffer.byteLength(JSON.stringify(whole)), whole.AttributesTruncated]).toEqual([65_536, undefined]);
    const cut = await attributesOf(65_537);
    expect(cut.AttributesTruncated).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(cut))).toBeLessThanOrEqual(65_536);
  });

  test("a span with more attributes than are kept is rejected", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ key: `attribute.number.${i}`, value: { intValue: i } }));
    const { body, rows } = await post(
      "traces",
      JSON.stringify(requestOf([span("a", { attributes: many }), span("b")])),
    );
    expect(rows.map((row) => row.Name)).toEqual(["b"]);
    expect(body).toMatchObject({ partialSuccess: { errorMessage: expect.stringContaining("more than 65536 bytes") } });
  });

  test("a large resource of many spans is not sent on without end", async () => {
    const spans = Array.from({ length: 8000 }, (_, i) => span(`s${i}`));
    const bytes = gzipSync(JSON.stringify(requestOf(spans, { large: "x".repeat(100_000) })));
    const { status, body, rows } = await post("traces", bytes, { headers: { "content-encoding": "gzip" } });
    const sent = rows.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0);
    expect([status, sent < 33_554_432, rows.length > 400]).toEqual([200, true, true]);
    expect(body).toEqual({
      partialSuccess: {
        rejectedSpans: String(8000 - rows.length),
        errorMessage: expect.stringContaining("at most 33554432 bytes"),
      },
    });
  });
});

describe("who", () => {
  test.each([
    ["no header", ""],
    ["no base64 of JSON", "%%%"],
    ["null", Buffer.from("null").toString("base64")],
    ["claims that are no list", principal("oid")],
    ["no claims", principal([])],
    ["claims that are none", principal([null, 7, "oid", []])],
    ["a null claim", principal([{ typ: "oid", val: null }])],
    ["a numeric claim", principal([{ typ: "oid", val: 7 }])],
    ["a list for a claim", principal([{ typ: "oid", val: [who] }])],
    ["a claim of another form", principal([{ typ: "oid", val: "me" }])],
    [
      "two senders",
      principal([
        { typ: "oid", val: who },
        { typ: "oid", val: agent },
      ]),
    ],
  ])("%s: nobody is named, and nothing is taken", async (_what, header) => {
    const { status, headers, rows, body } = await post("traces", traces("a"), {
      headers: { "x-ms-client-principal": header },
    });
    expect([status, headers["WWW-Authenticate"], rows]).toEqual([401, "Bearer", []]);
    expect(body).toMatchObject({ message: expect.stringContaining("App Service authentication must be on") });
  });

  test.each([
    [
      principal([
        { typ: "oid", val: who.toUpperCase() },
        { typ: "azp", val: agent },
      ]),
    ],
    [principal([{ typ: "http://schemas.microsoft.com/identity/claims/objectidentifier", val: who }, null])],
    [principal([{ typ: "azp", val: who }])],
    [principal([{ typ: "appid", val: who }])],
  ])("the sender is the token's object, else its application", async (header) => {
    const { rows } = await post("traces", traces("a"), { headers: { "x-ms-client-principal": header } });
    expect(rows).toMatchObject([{ SenderId: who }]);
  });

  test("an answer to who sends protobuf is protobuf", async () => {
    const headers = { ...inProtobuf, "x-ms-client-principal": "" };
    const { status, body } = await post("traces", Buffer.alloc(0), { headers });
    expect(status).toBe(401);
    expect(fromProtobuf("Status", body as Uint8Array)).toEqual({ message: expect.stringContaining("names nobody") });
  });
});

describe("what", () => {
  test.each([
    ["another type", { "content-type": "text/plain" }, "", 415],
    ["another encoding", { "content-encoding": "br" }, traces("a"), 415],
    ["no gzip", { "content-encoding": "gzip" }, traces("a"), 400],
    ["gzip that ends early", { "content-encoding": "gzip" }, gzipSync(traces("a")).subarray(0, 60), 400],
    ["no traces", {}, '{"resourceLogs":[]}', 400],
    ["no JSON", {}, "", 400],
    ["no UTF-8", {}, Buffer.from([0xff]), 400],
    ["no protobuf", inProtobuf, Buffer.from([0xff]), 400],
    ["20,000 values in values", {}, `${"[".repeat(20_000)}${"]".repeat(20_000)}`, 400],
    ["4 million brackets", {}, "[".repeat(4_000_000), 400],
    ["a body that says it is too large", { "content-length": "9000000" }, traces("a"), 413],
  ])("%s is refused", async (_what, headers, body, status) => {
    const answered = await post("traces", body, { headers: headers as Record<string, string> });
    expect([answered.status, answered.rows]).toEqual([status, []]);
  });

  test("a body is not unpacked past the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, " "));
    const headers = { "content-encoding": "gzip" };
    expect((await post("traces", bomb, { headers, options: { mostBytes: 10_000 } })).status).toBe(413);
  });

  test("a gzip that says it holds less, or that is made of several, is unpacked to the limit and no further", async () => {
    const headers = { "content-encoding": "gzip" };
    const text = traces("a");
    const several = Buffer.concat([gzipSync(text.slice(0, 20)), gzipSync(text.slice(20))]);
    expect((await post("traces", several, { headers })).rows).toHaveLength(1);
    const lying = gzipSync(Buffer.alloc(1_000_000, " "));
    lying.writeUInt32LE(1, lying.length - 4);
    expect((await post("traces", lying, { headers, options: { mostBytes: 10_000 } })).status).toBe(413);
    expect((await post("traces", lying, { headers })).status).toBe(400);
    // There is memory for what it says, and not for what it is.
    const options = { mostBytes: 2_000_000, mostHeld: 600_000, patience: 0 };
    expect((await post("traces", lying, { headers: { ...headers, "content-length": "1000" }, options })).status).toBe(
      503,
    );
  });

  test.each(["identity", "gzip"])("a body is not read past the limit (%s)", async (encoding) => {
    const headers = { "content-encoding": encoding };
    const pieces = encoding === "gzip" ? packedPieces() : plainPieces();
    let read = 0;
    const counted = (async function* () {
      for await (const piece of pieces) {
        read += piece.length;
        yield piece;
      }
    })();
    const options = { mostBytes: 200_000 };
    expect((await post("traces", counted, { headers, options })).status).toBe(413);
    expect(read).toBeLessThan(1_000_000);
  });

  test("a body that does not come is not waited for, and one that breaks off is refused", async () => {
    const silent = (async function* () {
      yield Buffer.from("{");
      await new Promise(() => undefined);
    })();
    expect((await post("traces", silent, { options: { mostTime: 20 } })).status).toBe(408);
    const broken = (async function* () {
      yield Buffer.from("{");
      throw new Error("aborted");
    })();
    expect(await post("traces", broken)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("aborted") },
    });
  });
});

async function* plainPieces() {
  for (;;) yield Buffer.alloc(50_000, " ");
}

async function* packedPieces() {
  // Stored rather than packed, so that much must be read before much is unpacked.
  const piece = gzipSync(Buffer.alloc(50_000, " "), { level: 0 });
  for (;;) yield piece;
}

describe("a workspace that does not take the rows", () => {
  test.each([
    ["500", 500, 503],
    ["no answer", undefined, 503],
    ["slow down", 429, 503],
    ["forbidden", 403, 502],
  ] as const)("(%s) is no success", async (problem, answer, status) => {
    const failing = new MemorySender();
    failing.before = () => {
      throw new SendError("s", problem, "again", answer);
    };
    const answered = await post("traces", traces("a"), { options: { sender: failing } });
    expect([answered.status, answered.headers["Retry-After"]]).toEqual([status, "30"]);
  });

  test("what nobody foresaw is told, and the exporter sends again", async () => {
    const failing = new MemorySender();
    failing.before = () => {
      throw new TypeError("surprise");
    };
    const told: unknown[] = [];
    const options = { sender: failing, report: (problem: unknown) => told.push(problem) };
    const answered = await post("traces", traces("a"), { options });
    expect([answered.status, answered.headers["Retry-After"], String(told)]).toEqual([
      503,
      "30",
      "TypeError: surprise",
    ]);
  });

  /** Spans of 50 kB: 17 in a request to the workspace. */
  const large = (count: number) =>
    JSON.stringify(
      requestOf(Array.from({ length: count }, (_, i) => span(`s${i}`, { status: { message: "x".repeat(50_000) } }))),
    );

  test("takes some: sent again, the others are stored, and those not twice", async () => {
    let now = 0;
    const { sender, post: send } = startIntake({ now: () => now });
    let requests = 0;
    sender.before = () => {
      if (++requests === 3) throw new SendError("s", "500", "again", 500);
    };
    expect((await send("traces", large(60))).status).toBe(503);
    const before = sender.rows.length;
    expect(before).toBeGreaterThan(20);
    // Somebody else's spans are no copies, whatever is in them.
    expect((await send("traces", large(2), from(agent))).status).toBe(200);
    expect((await send("traces", large(60))).status).toBe(200);
    const own = sender.rows.filter((row) => row.SenderId === who);
    expect(own.map((row) => row.Name).sort()).toEqual(Array.from({ length: 60 }, (_, i) => `s${i}`).sort());
    expect(sender.rows).toHaveLength(62);
    // Once it was a success, nothing is left out any more.
    now += 1000;
    expect((await send("traces", large(60))).status).toBe(200);
    expect(sender.rows).toHaveLength(122);
  });

  test("takes some, and fails again: still nothing twice", async () => {
    const { sender, post: send } = startIntake();
    let requests = 0;
    sender.before = () => {
      if ([3, 5].includes(++requests)) throw new SendError("s", "500", "again", 500);
    };
    for (const status of [503, 503, 200]) expect((await send("traces", large(80))).status).toBe(status);
    expect(new Set(sender.rows.map((row) => row.Name)).size).toBe(80);
    expect(sender.rows).toHaveLength(80);
  });

  test("what was taken is not kept in mind for ever", async () => {
    let now = 0;
    const { sender, post: send } = startIntake({ now: () => now });
    let requests = 0;
    sender.before = () => {
      if (++requests === 2) throw new SendError("s", "500", "again", 500);
    };
    await send("traces", large(20));
    const before = sender.rows.length;
    now += 3_600_000;
    await send("traces", large(20));
    expect(sender.rows).toHaveLength(before + 20);
  });
});

describe("many at once", () => {
  /** A sender that keeps requests waiting until it is told. */
  function slow() {
    const sender = new MemorySender();
    const started: (() => void)[] = [];
    const { send } = sender;
    sender.send = async (stream, rows) => {
      await new Promise<void>((resolve) => started.push(resolve));
      await send.call(sender, stream, rows);
    };
    return { sender, started };
  }
  const ids = ["1", "2", "3", "4"].map((digit) => `dddddddd-0000-4000-8000-00000000000${digit}`);
  const body = traces("x".repeat(60_000));
  const headers = (id: string) => ({ ...from(id), "content-length": String(body.length) });
  const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

  test("more than there is memory for: some are served, the others may come again, and nothing of them is read", async () => {
    const { sender, started } = slow();
    const { post: send } = startIntake({ sender, mostHeld: 800_000, patience: 0 });
    const first = [send("traces", body, headers(ids[0]!)), send("traces", body, headers(ids[1]!))];
    await turns();
    const untouched = (async function* () {
      yield Buffer.from("this is never read");
      throw new Error("it was read");
    })();
    for (const refused of [
      await send("traces", body, headers(ids[2]!)),
      await send("traces", untouched, { ...headers(ids[2]!), "content-length": "140000" }),
    ])
      expect([refused.status, Number(refused.headers["Retry-After"]) > 0]).toEqual([503, true]);
    for (const go of started) go();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await untouched.next()).value?.toString()).toBe("this is never read");
    const last = send("traces", body, headers(ids[2]!));
    await turns();
    for (const go of started) go();
    expect((await last).status).toBe(200);
  });

  test("a short wait is served, and one sender does not take the place of all", async () => {
    const { sender, started } = slow();
    const { post: send } = startIntake({ sender, mostHeld: 800_000, patience: 10_000 });
    const greedy = [0, 1, 2].map(() => send("traces", body, headers(ids[0]!)));
    const other = send("traces", body, headers(ids[1]!));
    await turns();
    // One of the three, and the other's.
    expect(started).toHaveLength(2);
    let done = 0;
    const all = Promise.all([...greedy, other]).then((answers) => {
      done = answers.length;
      return answers;
    });
    while (done === 0) {
      for (const go of started.splice(0)) go();
      await turns();
    }
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});
