import { SentinelEmulator } from "../../../lib/emulator";
import { given } from "../../../test/pipeline/support";
import { shippedWorkspace } from "../../../test/shared/stacks";
import { RejectedSpans, readJsonRequest, readProtobufRequest } from "../src";
import { dialects } from "../src/dialects";
import { type EmitterSpan, emitterSpans as ofDialects } from "./dialect-spans";
import { requestOf, spanId } from "./emitter-request";
import { frameworkSpans } from "./framework-spans";
import { toProtobuf } from "./protobuf-support";
import { protocolSpans } from "./protocol-spans";
import { wholeSpans } from "./whole-spans";

const unmapped: EmitterSpan = {
  dialect: "none",
  name: "quux 7",
  attributes: { "acme.step": "quux", "gen_ai.operation.name": "ponder" },
  row: { EventType: "Other", OperationClass: "Other", EventResult: "Success", EventOriginalType: "ponder" },
};
const emitterSpans = [...ofDialects, ...frameworkSpans, ...wholeSpans, ...protocolSpans, unmapped];

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
    [...dialects.map(({ name }) => name), unmapped.dialect].sort(),
  );
});

test("no span is lost", () => {
  expect(rows.size).toBe(emitterSpans.length);
});

test("protobuf says the same as JSON", () => {
  const fromJson = [...readJsonRequest(json)];
  expect([...readProtobufRequest(toProtobuf(JSON.parse(json.toString())))]).toEqual(fromJson);
});
