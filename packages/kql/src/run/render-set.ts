import type { Template } from "../compile/compiled-query";
import { gridAt, HI, LO, RUN, STEP } from "../plan/runs";
import { HOLE, identifier } from "../plan/sql";
import { standingKey } from "../plan/standing";
import type { RelativeRange, RunSet } from "../types";
import { TICKS_PER_MS, ticksOfDate } from "../values/datetime";

/** What stands in a set's query beside its tables. */
export interface SetPlaces {
  readonly items?: string;
  readonly lane?: number;
  /** Where standing rows are, by their key. */
  readonly standing?: (key: string) => string;
}

/** Fills the holes of a query for many runs: the grid they stand on, and the windows through which they see tables. */
export function renderSet(
  template: Template,
  set: RunSet,
  storage: (table: string) => string,
  { items = "*", lane = 0, standing = () => "" }: SetPlaces = {},
): string {
  const holes = gridHoles(set, lane);
  const fill = (hole: string): string => {
    const [kind, table] = split(hole);
    if (kind === "items") return items;
    if (kind === "scan") return storage(table);
    const key = standingKey(hole);
    if (key !== undefined) return withHoles(standing(key), (name) => holes[name]!);
    if (kind === "span") return withHoles(spans(storage(table), set.windows[table] ?? []), (name) => holes[name]!);
    return holes[hole]!;
  };
  return template.map((part, index) => (index % 2 === 0 ? part : fill(part))).join("");
}

function split(hole: string): [kind: string, table: string] {
  const colon = hole.indexOf(":");
  return colon < 0 ? [hole, ""] : [hole.slice(0, colon), hole.slice(colon + 1)];
}

const withHoles = (text: string, fill: (hole: string) => string): string =>
  text
    .split(HOLE)
    .map((part, index) => (index % 2 === 0 ? part : fill(part)))
    .join("");

const literal = (ticks: bigint): string => `${ticks}::BIGINT`;

/** Tables that a set needs beside those of the query, where its runs leave out places of the grid; each lane has its own. */
const runsTableOf = (lane: number): string => `"$runs${lane}"`;
const placesTableOf = (lane: number): string => `"$places${lane}"`;

/** The grid that runs stand on, in ticks. */
function gridOf({ step, runs }: RunSet) {
  const first = ticksOfDate(runs[0]!);
  const last = ticksOfDate(runs.at(-1)!);
  const width = BigInt(step) * TICKS_PER_MS;
  const isWhole = (last - first) / width + 1n === BigInt(runs.length);
  const places = `range(${literal(first)}, ${literal(last)} + 1, ${literal(width)})`;
  return { first, last, width, isWhole, places };
}

/** Statements that make the tables that a set needs; none where no place of the grid is left out. */
export function setTables(set: RunSet, lane = 0): string[] {
  const { isWhole, places } = gridOf(set);
  if (isWhole) return [];
  const [runsTable, placesTable] = [runsTableOf(lane), placesTableOf(lane)];
  const runs = `unnest([${set.runs.map(ticksOfDate).join(", ")}]::BIGINT[]) AS run`;
  return [
    `CREATE OR REPLACE TEMP TABLE ${runsTable} AS SELECT row_number() OVER () AS number, run FROM (SELECT ${runs})`,
    // How many runs are up to each place, and before it: those between two places have the numbers in between.
    `CREATE OR REPLACE TEMP TABLE ${placesTable} AS SELECT place, count(run) OVER (ORDER BY place) AS upto, count(run) OVER (ORDER BY place) - (run IS NOT NULL)::BIGINT AS before FROM (SELECT unnest(${places}) AS place) LEFT JOIN ${runsTable} ON run = place`,
  ];
}

function gridHoles(set: RunSet, lane: number): Record<string, string> {
  const [runsTable, placesTable] = [runsTableOf(lane), placesTableOf(lane)];
  const { first, last, width, isWhole, places } = gridOf(set);
  const grid = `(SELECT unnest(${places}) AS ${RUN})`;
  const known = {
    step: literal(width),
    phase: literal(first % width),
    first: literal(first),
    last: literal(last),
    grid,
  };
  if (isWhole)
    return {
      ...known,
      runs: grid,
      "each(": `SELECT *, unnest(range(${LO}, ${HI} + 1, ${known.step})) AS ${RUN} FROM `,
      ")each": "",
    };
  return {
    ...known,
    runs: `(SELECT run AS ${RUN} FROM ${runsTable})`,
    "each(": `SELECT n.*, r.run AS ${RUN} FROM (SELECT s.*, unnest(range(a.before + 1, b.upto + 1)) AS "$number" FROM `,
    ")each": ` s JOIN ${placesTable} a ON a.place = s.${LO} JOIN ${placesTable} b ON b.place = s.${HI}) n JOIN ${runsTable} r ON r.number = n."$number"`,
  };
}

/** The rows of a table with the first and the last run that sees each, by the windows alone. */
function spans(table: string, windows: readonly RelativeRange[]): string {
  const low = windows.flatMap(({ column, to }) =>
    to === undefined ? [] : [`${gridAt(shifted(column, to))} + ${STEP}`],
  );
  const high = windows.flatMap(({ column, from }) => (from === undefined ? [] : [gridAt(shifted(column, from))]));
  const first = `${HOLE}first${HOLE}`;
  const last = `${HOLE}last${HOLE}`;
  // What no run sees is left out by its own value: DuckDB passes over blocks of a table by the least and the most in them.
  const seen = windows.flatMap(({ column, from, to }) => [
    `${identifier(column)} IS NOT NULL`,
    ...(from === undefined ? [] : [`${identifier(column)} >= ${first} + ${ticksOf(from)}`]),
    ...(to === undefined ? [] : [`${identifier(column)} < ${last} + ${ticksOf(to)}`]),
  ]);
  const bounds = `greatest(${[first, ...low].join(", ")}) AS ${LO}, least(${[last, ...high].join(", ")}) AS ${HI}`;
  const where = seen.length > 0 ? ` WHERE ${[...new Set(seen)].join(" AND ")}` : "";
  return `(SELECT * FROM (SELECT *, ${bounds} FROM ${table}${where}) WHERE ${LO} <= ${HI})`;
}

/** A window that begins or ends so long after `now()` lets a row in at the row's time less that. */
const shifted = (column: string, milliseconds: number): string =>
  milliseconds === 0 ? identifier(column) : `(${identifier(column)} - ${ticksOf(milliseconds)})`;

const ticksOf = (milliseconds: number): string => `(${BigInt(milliseconds) * TICKS_PER_MS})::BIGINT`;
