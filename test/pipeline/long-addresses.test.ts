import { SentinelEmulator } from "../../lib/emulator";
import { given, shippedWorkspace, span } from "./support";

let emulator: SentinelEmulator;

beforeAll(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
});
afterAll(() => emulator.close());

/** A page that is fetched, from an address of a length. */
const fetched = (name: string, length: number, body?: number) =>
  span(
    {
      "http.request.method": "GET",
      "url.full": "https://img.example/p.gif?d=".padEnd(length, "a"),
      "server.address": "img.example",
      ...(body === undefined ? {} : { "http.request.body.size": body }),
    },
    { SpanId: name, Kind: "CLIENT" },
  );

test("what a long address carries away counts as sent, beside the body, and is not kept", async () => {
  await emulator.ingest(
    given("Custom-AgentExecutionOtel", [fetched("a", 4000), fetched("b", 4000, 7), fetched("c", 1024, 0)]),
  );
  const { rows } = await emulator.query("AgentExecution_CL | project SpanId, BytesOut, DstUrl | order by SpanId asc", {
    now: new Date("2026-03-03T00:00:00Z"),
  });
  expect(rows).toEqual([
    ["a", 4000, "https://img.example/p.gif"],
    ["b", 4007, "https://img.example/p.gif"],
    ["c", 0, "https://img.example/p.gif"],
  ]);
});
