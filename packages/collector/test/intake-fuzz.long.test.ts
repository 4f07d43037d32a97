import { fork } from "node:child_process";
import { Agent, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { LocalServer } from "../../../lib/emulator/server/local-server";
import { Random } from "../../../lib/fleet/random";
import { bundled } from "../../../test/shared/bundle";
import { fromProtobuf, fromProtobufRequest, toProtobuf } from "../../otlp/test/protobuf-support";
import type { IntakeProcessOptions, IntakeProcessReport } from "./intake-process";
import { serveIntake } from "./intake-server";
import { from, principal, requestOf, span, who } from "./intake-support";
import { makeRequest, mutateBytes } from "./mutate-request";
import { MemorySender } from "./support";

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** Posts a body, all at once or piece by piece without saying how much it is. */
function post(url: string, headers: Record<string, string>, body: Buffer | AsyncIterable<Buffer>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const length = Buffer.isBuffer(body) ? { "content-length": String(body.length) } : {};
    const outgoing = httpRequest(url, { method: "POST", agent, headers: { ...headers, ...length } }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece);
      resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) });
    });
    outgoing.on("error", reject);
    if (Buffer.isBuffer(body)) outgoing.end(body);
    else
      void (async () => {
        for await (const piece of body) {
          if (outgoing.destroyed || outgoing.writableFinished) return;
          if (!outgoing.write(piece))
            await new Promise((resume) => outgoing.once("drain", resume).once("close", resume));
        }
        outgoing.end();
      })();
  });
}

const json = "application/json";
const protobuf = "application/x-protobuf";

/** How many spans an answer says were not taken. */
function rejectedBy({ headers, body }: Answered): number {
  const answer =
    headers["content-type"] === protobuf
      ? fromProtobuf("ExportTraceServiceResponse", body)
      : JSON.parse(body.toString());
  return Number((answer as { partialSuccess?: { rejectedSpans: string } }).partialSuccess?.rejectedSpans ?? 0);
}

interface Group {
  resource?: unknown;
  scopeSpans?: readonly { spans?: readonly { name: string }[] }[];
}

/** Spans that a mutated body still has as they were, resource and all, by readers that are not ours. */
function untouched(type: string, body: Buffer, original: readonly Group[]): string[] {
  let groups: Group[] | undefined;
  let before: Group[];
  try {
    if (type === json) {
      groups = (JSON.parse(body.toString()) as { resourceSpans?: Group[] }).resourceSpans;
      before = JSON.parse(JSON.stringify(original));
    } else {
      groups = fromProtobufRequest(body).resourceSpans as Group[];
      before = fromProtobufRequest(toProtobuf({ resourceSpans: original })).resourceSpans as Group[];
    }
  } catch {
    return [];
  }
  if (!Array.isArray(groups)) return [];
  const known = before.flatMap(({ resource, scopeSpans = [] }) =>
    scopeSpans.flatMap(({ spans = [] }) => spans.map((one) => ({ resource, one }))),
  );
  const found: string[] = [];
  for (const { resource, scopeSpans } of groups.filter((group) => typeof group === "object" && group !== null))
    for (const { spans } of Array.isArray(scopeSpans) ? scopeSpans.filter(Boolean) : [])
      for (const one of Array.isArray(spans) ? spans : [])
        if (known.some((other) => isDeepStrictEqual(other, { resource, one }))) found.push(one.name);
  return found;
}

describe("10,000 mutated requests", () => {
  const sender = new MemorySender();
  let server: Server;
  let url: string;
  beforeAll(async () => {
    ({ server, url } = await serveIntake({ sender }));
  });
  afterAll(() => {
    server.close();
  });

  test("no 5xx, and no good span lost", async () => {
    const all = new Random("intake/1");
    const statuses = new Map<number, number>();
    let goodSpans = 0;
    let afterMutation = 0;
    for (let i = 0; i < 10_000; i++) {
      const random = all.fork(i);
      const { request, good, bad } = makeRequest(random, String(i));
      const type = random.pick([json, protobuf]);
      const packed = random.chance(0.5);
      const plain = type === json ? Buffer.from(JSON.stringify(request)) : toProtobuf(request);
      const kind = random.pick(["none", "none", "bytes", "bytes", "packed", "headers"]);
      const changed = kind === "bytes" ? mutateBytes(random, plain) : plain;
      const sent = packed ? gzipSync(changed, { level: 1 }) : changed;
      const body = kind === "packed" && packed ? mutateBytes(random, sent) : sent;
      const headers = {
        "content-type": type,
        ...(packed ? { "content-encoding": "gzip" } : {}),
        ...from(who),
        ...(kind === "headers" ? mutateHeaders(random) : {}),
      };
      const answered = await post(`${url}/v1/traces`, headers, body);
      const rows = sender.take();
      const where = `request ${i} (${kind}, ${type}): ${answered.status} ${answered.body.toString().slice(0, 200)}`;
      statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
      if (![200, 400, 401, 413, 415].includes(answered.status)) throw new Error(where);
      if (answered.status !== 200) {
        if (rows.length > 0) throw new Error(`rows of a refused ${where}`);
        if (kind === "none") throw new Error(`a good one was refused: ${where}`);
        continue;
      }
      const names = rows.map((row) => row.Name);
      if (kind === "none") {
        goodSpans += good.length;
        if (!isDeepStrictEqual([names, rejectedBy(answered)], [good, bad]))
          throw new Error(`${names} of ${good}: ${where}`);
      } else if (kind === "bytes") {
        const left = untouched(type, changed, request.resourceSpans).filter((name) => good.includes(name));
        afterMutation += left.length;
        const lost = left.filter((name) => !names.includes(name));
        if (lost.length > rejectedBy(answered)) throw new Error(`lost ${lost}: ${where}`);
      }
    }
    console.info(
      `statuses ${JSON.stringify([...statuses])}, good spans ${goodSpans}, untouched by mutation ${afterMutation}`,
    );
    // That these are many says that the checks above saw something.
    expect(goodSpans).toBeGreaterThan(10_000);
    expect(afterMutation).toBeGreaterThan(2_000);
    for (const status of [200, 400, 401, 415]) expect(statuses.get(status)).toBeGreaterThan(100);
  });

  test("of mutated records each is sent as it was or told", async () => {
    const all = new Random("records/1");
    for (let i = 0; i < 2_000; i++) {
      const random = all.fork(i);
      const records = Array.from({ length: random.int(1, 8) }, (_, n) => ({
        TimeGenerated: "2026-03-02T10:00:00.000Z",
        EventUid: `${i}-${n}`,
        EventCount: random.int(-5, 5),
        ToolName: random.pick(["", "büro", "🙂", '"\\']),
        AdditionalFields: random.pick([null, {}, { Lost: 3 }]),
        Signature: random.pick(["", "e30..AA"]),
      }));
      const changed = mutateBytes(random, Buffer.from(JSON.stringify(records)));
      const answered = await post(`${url}/v1/records`, { "content-type": json, ...from(who) }, changed);
      const rows = sender.take();
      const where = `request ${i}: ${answered.status} ${answered.body.toString().slice(0, 200)}`;
      if (answered.status !== 200) {
        if (answered.status !== 400 || rows.length > 0) throw new Error(where);
        continue;
      }
      const { rejected = [] } = JSON.parse(answered.body.toString()) as { rejected?: { index: number }[] };
      const given = elements(changed) ?? [];
      if (given.length > 0 && rows.length + rejected.length !== given.length) throw new Error(where);
      const known = records.filter((record) => given.some((one) => isDeepStrictEqual(one, record)));
      const lost = known.filter(({ EventUid }) => !rows.some((row) => row.EventUid === EventUid));
      if (lost.length > rejected.length) throw new Error(`lost ${lost[0]!.EventUid}: ${where}`);
    }
  });
});

/** What another reader finds in an array; undefined when it finds none. */
function elements(body: Buffer): unknown[] | undefined {
  try {
    const list = JSON.parse(body.toString()) as unknown;
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function mutateHeaders(random: Random): Record<string, string> {
  return random.pick<Record<string, string>>([
    { "content-type": "text/plain" },
    { "content-type": "application/json; charset=utf-8" },
    { "content-type": "APPLICATION/X-PROTOBUF" },
    { "content-encoding": "gzip" },
    { "content-encoding": "br" },
    { "content-encoding": "IDENTITY" },
    { "x-ms-client-principal": "%%%" },
    { "x-ms-client-principal": principal(random.pick([null, [], [null], [{ typ: "oid", val: 7 }], { typ: "oid" }])) },
    { "x-ms-client-principal": principal([{ typ: "oid", val: null }]) },
  ]);
}

describe("memory", () => {
  /** A workspace that takes everything. */
  const workspace = () =>
    LocalServer.start(async (request, response) => {
      request.resume().on("end", () => response.writeHead(204).end());
    });

  // Most of a body is what no column has, so that the machine is not busy with packing rows for the workspace; what is in
  // rows takes more memory, which fewer senders fill as well.
  test.each([
    ["stays below 512 MB with 200 senders at once, and all of them are served in the end", 200, 10],
    ["stays below it when all that 60 senders send is text of rows", 60, 1],
  ])("%s", async (_name, count, oneIn) => {
    const server = await workspace();
    const told: IntakeProcessOptions = { endpoint: server.endpoint, caFile: server.caFile };
    const child = fork(bundled(`${__dirname}/intake-process.ts`), [JSON.stringify(told)]);
    const said = <T>() => new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));
    try {
      const url = `${await said<string>()}/v1/traces`;
      const text = "x".repeat(2_800);
      const [light, heavy] = [{ events: [{ name: text }] }, { status: { message: text } }].map((changes) =>
        Buffer.from(JSON.stringify(requestOf(Array.from({ length: 2_500 }, (_, i) => span(`s${i}`, changes))))),
      );
      expect(light!.length).toBeGreaterThan(7_400_000);
      const endless = post(url, { "content-type": json, ...from(who) }, pieces(200));
      const statuses = new Map<number, number>();
      const senders = Array.from({ length: count }, async (_, i) => {
        const body = i % oneIn === 0 ? heavy! : light!;
        const sent = i % 2 === 0 ? gzipSync(body, { level: 1 }) : body;
        const headers = {
          "content-type": json,
          ...from(`aaaaaaaa-0000-4000-8000-${String(i).padStart(12, "0")}`),
          ...(i % 2 === 0 ? { "content-encoding": "gzip" } : {}),
        };
        for (;;) {
          const { status, headers: answered } = await post(url, headers, sent);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 200) return;
          if (status !== 503 || !(Number(answered["retry-after"]) > 0)) throw new Error(`status ${status}`);
          await new Promise((resolve) => setTimeout(resolve, Number(answered["retry-after"]) * 1000));
        }
      });
      await Promise.all(senders);
      expect((await endless).status).toBe(413);
      child.send("report");
      const { rows: taken, peak, blocked } = await said<IntakeProcessReport>();
      console.info(
        `peak ${Math.round(peak / 2 ** 20)} MiB, longest turn ${Math.round(blocked)} ms, statuses ${JSON.stringify([...statuses])}`,
      );
      expect(taken).toBe(count * 2_500);
      expect(peak).toBeLessThan(512 * 2 ** 20);
    } finally {
      child.kill();
      await server.close();
    }
  });
});

/** So many megabytes. */
async function* pieces(megabytes: number): AsyncGenerator<Buffer> {
  const piece = Buffer.alloc(2 ** 20, " ");
  for (let i = 0; i < megabytes; i++) yield piece;
}
