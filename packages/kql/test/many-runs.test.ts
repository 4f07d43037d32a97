import { INGESTION_TIME, type RunSet } from "../src";
import { agedRuns, groupedRuns, joinedRuns, sortedRuns } from "./cases/many-runs";
import { Bench } from "./harness";
import { tables } from "./set-tables";
import { differencesFromAlone } from "./sets";

const lookups = [
  {
    functionName: "_GetWatchlist",
    common: [{ name: "SearchKey", type: "string" as const }],
    variants: { Known: [{ name: "Item", type: "string" as const }] },
  },
];

const minute = 60_000;
const noon = Date.parse("2026-03-02T12:00:00Z");
const at = (minutes: number): Date => new Date(noon + minutes * minute);

type Row = readonly [minutes: number, agent: string, tool: string, bytes: number | null, score: number | string | null];
/** Agents and tools come and go; some rows are at the very minute at which a run's window begins or ends. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  Events: [
    [-25, "x", "q", 3, 1.5],
    [-15, "y", "p", null, "NaN"],
    [-10, "x", "p", 1, -2],
    [-2, "z", "", 3, null],
    [0, "x", "q", 2, 1.5],
    [10, "", "p", 1, 0.5],
    [12, "y", "q", 4, "NaN"],
    [20, "x", "p", null, 7],
    [26, "z", "p", 2, -2],
  ],
  Others: [
    [-30, "y", "q", 2, 1],
    [-20, "x", "p", 1, 2],
    [-5, "z", "r", null, 3],
    [1, "x", "q", 5, 4],
    [10, "", "p", 4, "NaN"],
    [21, "y", "q", 3, null],
  ],
};

const window = [
  { column: "TimeGenerated", from: -30 * minute, to: 0 },
  { column: INGESTION_TIME, to: 5 * minute },
];
/** Runs of every ten minutes; one is left out. */
const set: RunSet = {
  runs: [-10, 0, 10, 30].map(at),
  step: 10 * minute,
  windows: { Events: window, Others: window },
};

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open({ tables, lookups });
  for (const [table, given] of Object.entries(rows)) {
    const records = given.map(([minutes, Agent, Tool, Bytes, Score], i) => ({
      TimeGenerated: at(minutes).toISOString(),
      Agent,
      Tool,
      Bytes,
      Score,
      Seen: i % 3 === 1 ? null : at(minutes - 5 * (i % 4)).toISOString(),
    }));
    await bench.database.insert(table, records, { ingestionTime: (row) => new Date(String(row.TimeGenerated)) });
  }
  const known = ["x", "w", "y"].map((Item) => ({ SearchKey: Item, Item }));
  await bench.database.setLookup("_GetWatchlist", "Known", known);
});
afterAll(() => bench.close());

describe.each([
  ["sorted", sortedRuns],
  ["grouped", groupedRuns],
  ["joined", joinedRuns],
  ["by age", agedRuns],
])("a few runs in one statement give what each gives alone: %s", (_topic, cases) => {
  test.each(cases)("%s", async (_name, query) => {
    expect(await differencesFromAlone(bench.analyzer, bench.database, query, set)).toEqual([]);
  });
});
