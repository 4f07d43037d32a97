import { SentinelEmulator } from "../../lib/emulator";
import { RejectedSpans, readJsonRequest, readProtobufRequest } from "../../lib/otlp";
import { dialects } from "../../lib/otlp/dialects";
import { given } from "../pipeline/support";
import { shippedWorkspace } from "../shared/stacks";
import { emitterSpans } from "./dialect-spans";
import { toProtobuf } from "./protobuf-support";

const agentId = "7b1c9e52-0a4d-4b83-9e11-5d2f8c7a6b30";
const kinds: Readonly<Record<string, number>> = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };

const anyValue = (value: unknown): object =>
  typeof value === "boolean"
    ? { boolValue: value }
    : typeof value === "number"
      ? { intValue: value }
      : { stringValue: value };
const pairs = (attributes: object) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
const spanId = (place: number) => (place + 1).toString(16).padStart(16, "0");

/** A request with these spans, each in a trace of its own. */
function requestOf(spans: typeof emitterSpans): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: pairs({ "service.name": "desk", "gen_ai.agent.id": agentId }) },
        scopeSpans: spans.map(({ name, kind = "INTERNAL", scope = "lib", status, attributes, events = [] }, place) => ({
          scope: { name: scope },
          spans: [
            {
              traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
              spanId: spanId(place),
              name,
              kind: kinds[kind],
              startTimeUnixNano: "1772445600000000000",
              endTimeUnixNano: "1772445601000000000",
              attributes: pairs(attributes),
              events: events.map((event) => ({ name: event.name, attributes: pairs(event.attributes) })),
              status: { code: status === "ERROR" ? 2 : status === "OK" ? 1 : 0 },
            },
          ],
        })),
      },
    ],
  };
}

async function stored(rows: Iterable<object>): Promise<Map<string, Record<string, unknown>>> {
  const all = [...rows];
  expect(all.filter((row) => row instanceof RejectedSpans)).toEqual([]);
  const emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
  await emulator.ingest(given("Custom-AgentExecutionOtel", all as Record<string, unknown>[]));
  const { columns, rows: found } = await emulator.query("AgentExecution_CL", { now: new Date("2026-03-03T00:00:00Z") });
  emulator.close();
  const named = found.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
  return new Map(named.map((row) => [String(row.SpanId), row]));
}

const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
const json = Buffer.from(JSON.stringify(requestOf(emitterSpans)));
let rows: Map<string, Record<string, unknown>>;

beforeAll(async () => {
  rows = await stored(readJsonRequest(json));
});

test.each(emitterSpans.map((span, place) => [span.dialect, span.name, span, place] as const))(
  "%s: %s",
  (_dialect, _name, span, place) => {
    const row = rows.get(spanId(place));
    const said = Object.fromEntries(Object.keys(span.row).map((column) => [column, plain(row?.[column])]));
    expect(said).toEqual(span.row);
  },
);

test("each dialect has a span here, and each span a dialect", () => {
  expect([...new Set(emitterSpans.map(({ dialect }) => dialect))].sort()).toEqual(
    dialects.map(({ name }) => name).sort(),
  );
});

test("protobuf says the same as JSON", () => {
  const fromJson = [...readJsonRequest(json)];
  expect([...readProtobufRequest(toProtobuf(JSON.parse(json.toString())))]).toEqual(fromJson);
});
