import type { Template } from "../compile/compile";
import { gridAt, HI, LO, RUN, STEP } from "../plan/runs";
import { HOLE, identifier } from "../plan/sql";
import type { RelativeRange, RunSet } from "../types";
import { TICKS_PER_MS, ticksOfDate } from "../values/datetime";

/** Fills the holes of a query for many runs: the grid they stand on, and the windows through which they see tables. */
export function renderSet(template: Template, set: RunSet, storage: (table: string) => string, items = "*"): string {
  const holes = gridHoles(set);
  const fill = (hole: string): string => {
    const [kind, table] = split(hole);
    if (kind === "items") return items;
    if (kind === "scan") return storage(table);
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

function gridHoles({ step, runs }: RunSet): Record<string, string> {
  const ticks = runs.map(ticksOfDate);
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const width = BigInt(step) * TICKS_PER_MS;
  const places = (last - first) / width + 1n;
  const every = `(SELECT unnest(range(${literal(first)}, ${literal(last)} + 1, ${literal(width)})) AS ${RUN})`;
  const grid = {
    step: literal(width),
    phase: literal(first % width),
    first: literal(first),
    last: literal(last),
    grid: every,
  };
  if (places === BigInt(runs.length)) {
    return { ...grid, each: `range(${LO}, ${HI} + 1, ${grid.step})`, runs: every };
  }
  // How many runs are before each place of the grid: those between two places are a slice of the list of runs.
  const before: number[] = [];
  let count = 0;
  for (let place = 0n; place <= places; place++) {
    before.push(count);
    if (ticks[count] === first + place * width) count++;
  }
  const list = `[${ticks.join(", ")}]::BIGINT[]`;
  const countAt = (name: string, offset: number): string =>
    `([${before.join(", ")}]::BIGINT[])[(${name} - ${grid.first}) // ${grid.step} + ${offset}]`;
  return {
    ...grid,
    each: `(${list})[${countAt(LO, 1)} + 1 : ${countAt(HI, 2)}]`,
    runs: `(SELECT unnest(${list}) AS ${RUN})`,
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
  const known = [...new Set(windows.map(({ column }) => `${identifier(column)} IS NOT NULL`))];
  const bounds = `greatest(${[first, ...low].join(", ")}) AS ${LO}, least(${[last, ...high].join(", ")}) AS ${HI}`;
  const where = known.length > 0 ? ` WHERE ${known.join(" AND ")}` : "";
  return `(SELECT * FROM (SELECT *, ${bounds} FROM ${table}${where}) WHERE ${LO} <= ${HI})`;
}

/** A window that begins or ends so long after `now()` lets a row in at the row's time less that. */
const shifted = (column: string, milliseconds: number): string =>
  milliseconds === 0
    ? identifier(column)
    : `(${identifier(column)} - (${BigInt(milliseconds) * TICKS_PER_MS})::BIGINT)`;
