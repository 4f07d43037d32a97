import {
  type Column,
  compile,
  INGESTION_TIME,
  type KqlAnalyzer,
  type KqlDatabase,
  type RelativeRange,
  type RunSet,
  type TableSchema,
} from "../src";

const minute = 60_000;

/** Numbers that look like chance, and are the same for the same seed. */
export function chance(seed: string): () => number {
  let state = 2166136261;
  for (const c of seed) state = Math.imul(state ^ c.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const start = Date.parse("2026-03-02T00:00:00Z");

/** A value of a column: strings and numbers that a query's text has, so that its filters let some rows through. */
function chanceValue({ name, type }: Column, pool: readonly string[], random: () => number): unknown {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const text = (): string => pick([...pool, "a", "b", "c", ""]);
  if (name === "TimeGenerated" || type === "datetime")
    return random() < 0.05 && name !== "TimeGenerated"
      ? null
      : new Date(start + Math.floor(random() * 12 * 60) * minute).toISOString();
  switch (type) {
    case "string":
      return text();
    case "bool":
      return random() < 0.5;
    case "real":
    case "decimal":
      return Math.floor(random() * 8) / 2;
    case "int":
    case "long":
      return Math.floor(random() * 5);
    case "guid":
      return `00000000-0000-0000-0000-00000000000${Math.floor(random() * 4)}`;
    case "timespan":
      return `00:0${Math.floor(random() * 9)}:00`;
    default:
      return random() < 0.2 ? [text(), text()] : { id: text(), name: text(), value: text() };
  }
}

/** Random rows of a table, ingested up to twenty minutes after they were generated. */
export async function fillWithChance(
  database: KqlDatabase,
  table: TableSchema,
  count: number,
  pool: readonly string[],
  random: () => number,
): Promise<void> {
  const rows = Array.from({ length: count }, () =>
    Object.fromEntries(table.columns.map((column) => [column.name, chanceValue(column, pool, random)])),
  );
  await database.insert(table.name, rows, {
    ingestionTime: (row) => {
      const time = Date.parse(String(row.TimeGenerated));
      return new Date((Number.isNaN(time) ? start : time) + Math.floor(random() * 20) * minute);
    },
  });
}

/** Runs of a scheduled rule over half a day; some are left out at random. */
export function chanceRuns(tables: readonly string[], random: () => number): RunSet {
  const step = [5, 15, 60][Math.floor(random() * 3)]! * minute;
  const period = [1, 4, 24][Math.floor(random() * 3)]! * step;
  const isSparse = random() < 0.4;
  const all = Array.from({ length: Math.floor((14 * 60 * minute) / step) }, (_, i) => new Date(start + i * step));
  const runs = isSparse ? all.filter(() => random() < 0.3) : all;
  const sees: RelativeRange[] =
    random() < 0.3
      ? [{ column: INGESTION_TIME, from: -3 * minute, to: -2 * minute }]
      : [
          { column: "TimeGenerated", from: -period, to: 0 },
          { column: INGESTION_TIME, to: 5 * minute },
        ];
  return { runs: runs.slice(0, 30), step, windows: Object.fromEntries(tables.map((table) => [table, sees])) };
}

/** The last digits of a real depend on the order in which rows are added up, which no engine promises. */
const printed = (rows: readonly (readonly unknown[])[]): string[] =>
  rows.map((row) =>
    JSON.stringify(row, (_, value) =>
      typeof value === "bigint"
        ? `${value}`
        : typeof value === "number" && !Number.isInteger(value)
          ? value.toPrecision(10)
          : value,
    ),
  );

/** The runs of a set whose rows, or their order, differ when each is run by itself. */
export async function differencesFromAlone(
  analyzer: KqlAnalyzer,
  database: KqlDatabase,
  query: string,
  set: RunSet,
): Promise<object[]> {
  const analysis = analyzer.analyze(query);
  const single = compile(analysis, { totalOrder: true });
  const many = await database.querySet(compile(analysis, { forSet: true, totalOrder: true }), set);
  const found: object[] = [];
  for (const [i, run] of set.runs.entries()) {
    const ranges = Object.fromEntries(
      Object.entries(set.windows).map(([table, sees]) => [
        table,
        sees.map(({ column, from, to }) => ({
          column,
          ...(from === undefined ? {} : { from: new Date(run.getTime() + from) }),
          ...(to === undefined ? {} : { to: new Date(run.getTime() + to) }),
        })),
      ]),
    );
    const alone = printed((await database.query(single, { now: run, ranges })).rows);
    const together = printed(many[i]!.rows);
    if (JSON.stringify(alone) !== JSON.stringify(together)) found.push({ run: run.toISOString(), alone, together });
  }
  return found;
}

/** The runs of a set whose rows differ when what stands while one of its tables changes is made beside the query. */
async function differencesApart(
  analyzer: KqlAnalyzer,
  database: KqlDatabase,
  query: string,
  set: RunSet,
): Promise<object[]> {
  const analysis = analyzer.analyze(query);
  const many = await database.querySet(compile(analysis, { forSet: true, totalOrder: true }), set);
  const found: object[] = [];
  const [first = "", ...others] = analysis.tables;
  for (const table of others.length > 0 ? [first, others.at(-1)!] : [first]) {
    const apart = compile(analysis, { forSet: true, totalOrder: true, apart: [table] });
    const standing = apart.standing ? await database.querySet(apart, set) : many;
    for (const [i, { rows }] of standing.entries())
      if (JSON.stringify(printed(rows)) !== JSON.stringify(printed(many[i]!.rows)))
        found.push({ apart: table, run: set.runs[i]!.toISOString(), standing: rows, together: many[i]!.rows });
  }
  return found;
}

/** The runs of a set whose rows differ in any of the ways that there are to make them. */
export const differences = async (...given: Parameters<typeof differencesFromAlone>): Promise<object[]> => [
  ...(await differencesApart(...given)),
  ...(await differencesFromAlone(...given)),
];
