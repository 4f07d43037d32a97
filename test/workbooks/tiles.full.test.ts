import type { SentinelEmulator } from "../../lib/emulator";
import { expected } from "./expected";
import { ledger } from "./scene";
import { openScene, shown, tiles } from "./support";

let emulator: SentinelEmulator;
beforeAll(async () => {
  emulator = await openScene();
});
afterAll(() => emulator.close());

test.each(tiles.map((tile): [string, (typeof tiles)[number]] => [`${tile.workbook}/${tile.name}`, tile]))(
  "%s shows what happened",
  async (name, tile) => {
    const rows = await shown(emulator, tile, { Agent: ledger, AgentName: "ledger-agent", Place: "" });
    expect(expected[name]).toBeDefined();
    expect(rows).toEqual(expect.arrayContaining(expected[name]!.map((row) => expect.objectContaining(row))));
  },
);

test("nothing is expected of a tile that is gone", () => {
  expect(Object.keys(expected).sort()).toEqual(tiles.map(({ workbook, name }) => `${workbook}/${name}`).sort());
});

test("a tile about an agent shows nothing of another one", async () => {
  const story = tiles.find(({ name }) => name === "story")!;
  const rows = await shown(emulator, story, { Agent: "0d9f7c1e-0000-4000-8000-0000000000ff", AgentName: "nobody" });
  expect(rows).toEqual([]);
});
