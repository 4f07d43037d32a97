import { SentinelEmulator } from "../../lib/emulator";
import { shipped } from "../shared/content";
import { given, shippedWorkspace, span } from "./support";

const { isConnected, sampleQueries } = shipped.connector!.data;
let emulator: SentinelEmulator;

beforeAll(async () => {
  emulator = await SentinelEmulator.open(shippedWorkspace(), { rules: [] });
});
afterAll(() => emulator.close());

const status = async (now: string) => (await emulator.query(isConnected, { now: new Date(now) })).rows;

test("the connector is disconnected, connected, and disconnected again a day after the last row", async () => {
  expect(await status("2026-03-02T11:00:00Z")).toEqual([[false]]);
  await emulator.ingest(given("Custom-AgentExecutionOtel", [span({ "gen_ai.operation.name": "chat" })]));
  expect(await status("2026-03-02T11:00:00Z")).toEqual([[true]]);
  expect(await status("2026-03-03T10:00:01Z")).toEqual([[false]]);
});

test.each(sampleQueries.map(({ description, query }) => [description, query]))("sample query: %s", async (_, query) => {
  const { columns } = await emulator.query(query, { now: new Date("2026-03-02T10:30:00Z") });
  expect(columns.length).toBeGreaterThan(1);
});
