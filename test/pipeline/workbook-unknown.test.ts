import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SentinelEmulator } from "../../lib/emulator";
import { packageRoot } from "../../lib/package";
import { given, shippedWorkspace, span } from "./support";

interface Tile {
  readonly name: string;
  readonly content: { readonly query: string };
}
const { items } = JSON.parse(readFileSync(join(packageRoot(), "workbooks/cost-and-health.json"), "utf8")) as {
  items: Tile[];
};
const queryOf = (name: string) => items.find((item) => item.name === name)!.content.query;

let emulator: SentinelEmulator;
const rowsOf = async (tile: string) =>
  (await emulator.query(queryOf(tile), { now: new Date("2026-03-02T12:00:00Z") })).rows.map((row) => row.map(String));

const desk = { Resource: { "service.name": "desk" } };
beforeAll(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
  const nobody = { "gen_ai.agent.id": "" };
  await emulator.ingest(
    given("Custom-AgentExecutionOtel", [
      span({}, { ...desk, Name: "graph step", SpanId: "1" }),
      span({ "error.type": "oops" }, { ...desk, Name: "graph step", SpanId: "2" }),
      span({ "mcp.method.name": "tools/list" }, { ...desk, SpanId: "3" }),
      span({ "gen_ai.operation.name": "chat" }, { ...desk, SpanId: "4" }),
      span({ ...nobody, "gen_ai.operation.name": "chat" }, { ...desk, SpanId: "5" }),
      span({ ...nobody, "gen_ai.operation.name": "chat", "gen_ai.agent.name": "clerk" }, { ...desk, SpanId: "6" }),
      span({ "gen_ai.operation.name": "chat", "agent.read.agent_source": "Trace" }, { ...desk, SpanId: "6" }),
    ]),
  );
});
afterAll(() => emulator.close());

test("operations of kinds that nobody maps are counted by kind and sender", async () => {
  expect(await rowsOf("operations-of-unknown-kinds")).toEqual([
    ["graph step", "desk", "2", "1", "1", expect.any(String)],
  ]);
});

test("operations without an agent are counted by the name they give, but not those whose agent came later", async () => {
  expect(await rowsOf("operations-without-an-agent")).toEqual([["desk", "desk", "1", "0", expect.any(String)]]);
});
