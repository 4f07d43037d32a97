import type { Random } from "../../../lib/fleet/random";
import { agent, attributes, span } from "./intake-support";

type Span = ReturnType<typeof span> & Record<string, unknown>;

/** A request of OTLP, and what must come of it. */
export interface MadeRequest {
  readonly request: {
    readonly resourceSpans: readonly { resource: object; scopeSpans: { spans: readonly Span[] }[] }[];
  };
  /** names of the spans that are rows */
  readonly good: readonly string[];
  /** spans that are none */
  readonly bad: number;
}

const hex = (random: Random, digits: number) =>
  Array.from({ length: digits }, () => random.pick([..."123456789abcdef"])).join("");
const value = (given: unknown) => ({ attributes: [{ key: "odd", value: given }] });
const nested = (levels: number) => {
  let inner: unknown = { stringValue: "x" };
  for (let level = 0; level < levels; level++) inner = { arrayValue: { values: [inner] } };
  return inner;
};

/** What is odd about a span and yet a row. */
const odd: readonly ((random: Random) => object)[] = [
  () => ({}),
  () => ({ status: { code: 2, message: "half \ud83d" } }),
  () => ({ kind: 0, status: {} }),
  () => ({ startTimeUnixNano: "1772445602000000000" }),
  () => ({ parentSpanId: "0000000000000000", flags: 257, droppedAttributesCount: 3 }),
  () => ({ events: [{ name: "", attributes: [{ key: "" }] }], links: [] }),
  () => value({ intValue: "-9223372036854775808" }),
  () => value({ doubleValue: "NaN" }),
  () => value({ bytesValue: "AQID" }),
  () => value({}),
  () => value(nested(30)),
  (random) => value({ stringValue: "ü🙂\u0000".repeat(random.int(1, 400)) }),
  () => ({ attributes: [...attributes({ a: "1", b: "2" }), ...attributes({ a: "3" })] }),
  () => ({ attributes: attributes({ "gen_ai.agent.id": agent, __proto__x: "y" }) }),
];

/** What makes a span none. */
const wrong: readonly ((random: Random) => object)[] = [
  () => ({ traceId: "" }),
  () => ({ spanId: "0000000000000000" }),
  () => ({ traceId: "5b8e" }),
  () => ({ endTimeUnixNano: "0" }),
  () => ({ startTimeUnixNano: "17" }),
  (random) => ({ kind: random.int(6, 100) }),
  () => ({ status: { code: 9 } }),
  () => ({ attributes: [{ key: "", value: { intValue: 1 } }] }),
  () => value(nested(34)),
];

/** A request of some spans, some of them odd, some of them wrong; those that are rows have names of their own. */
export function makeRequest(random: Random, name: string): MadeRequest {
  const good: string[] = [];
  let bad = 0;
  const spans = Array.from({ length: random.int(0, 12) }, (_, i): Span => {
    const ids = { traceId: hex(random, 32), spanId: hex(random, 16) };
    if (random.chance(0.2)) {
      bad++;
      return { ...span(`bad-${name}-${i}`), ...ids, ...random.pick(wrong)(random) };
    }
    good.push(`good-${name}-${i}`);
    return { ...span(`good-${name}-${i}`), ...ids, ...random.pick(odd)(random) };
  });
  const half = random.int(0, spans.length);
  const resource = { attributes: attributes({ "service.name": "a" }) };
  const resourceSpans = [
    { resource, scopeSpans: [{ spans: spans.slice(0, half) }] },
    { resource: {}, scopeSpans: [{ spans: spans.slice(half) }] },
  ];
  return { request: { resourceSpans }, good, bad };
}

/** Bytes with one thing changed: some flipped, left out, put in twice, or put in. */
export function mutateBytes(random: Random, bytes: Buffer): Buffer {
  const at = random.int(0, Math.max(0, bytes.length - 1));
  const end = Math.min(bytes.length, at + random.int(1, 40));
  const [before, within, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  const texts = [
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "null",
    "1e999",
    "-",
    '"spans":[',
    "\\ud800",
    '"a":{},',
    "\0",
  ];
  switch (random.int(0, 5)) {
    case 0:
      return Buffer.concat([before, Buffer.from([random.int(0, 255)]), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, within, within, after]);
    case 3:
      return Buffer.from(before);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(texts)), bytes.subarray(at)]);
    default:
      return Buffer.concat([
        before,
        Buffer.from(Array.from({ length: random.int(1, 12) }, () => random.int(0, 255))),
        after,
      ]);
  }
}
