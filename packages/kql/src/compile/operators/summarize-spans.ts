import { columnScalar, type Output, planColumns, project, type Relation } from "../../plan/relation";
import { HI, LO, merged, toEach } from "../../plan/runs";
import { NOW } from "../../plan/sql";

/** What is grouped: rows, and the keys and aggregates over their columns. */
export interface Grouping {
  readonly rows: Relation;
  readonly keys: readonly Output[];
  readonly aggregates: readonly Output[];
}

/** Aggregates for which a row counts no more when it is there twice. */
const asOften = /^(count_distinct|dcount|max|min)(if)?$/i;

/**
 * The same groups of rows with spans, with each row in all of its runs. Over a look-back of two weeks, runs of every hour
 * see a row hundreds of times: rows are made fewer before they are repeated, where that gives the same groups.
 * @param names of the functions that are the aggregates; undefined for other expressions
 */
export function inEachRun({ rows, keys, aggregates }: Grouping, names: readonly (string | undefined)[]): Grouping {
  const texts = [...keys, ...aggregates].map(({ value }) => value.sql);
  const isPlain = !texts.some((text) => text.includes(NOW) || rows.hidden.some((name) => text.includes(name)));
  if (isPlain && names.every((name) => name !== undefined && asOften.test(name)))
    return { rows: toEach(merged(onlyNamed(rows, texts))), keys, aggregates };
  if (isPlain && aggregates.every(({ value }) => value.parts)) return ofParts({ rows, keys, aggregates });
  return { rows: toEach(rows), keys, aggregates };
}

/** The columns that expressions name. */
function onlyNamed(rows: Relation, texts: readonly string[]): Relation {
  const named = rows.columns.filter(({ sql }) => texts.some((text) => text.includes(sql)));
  return project(
    rows,
    named.map((column): Output => ({ name: column.name, value: columnScalar(column) })),
  );
}

/** Rows that the same runs see are grouped once; what each run sees of them is put together. */
function ofParts({ rows, keys, aggregates }: Grouping): Grouping {
  const outputs = [...keys, ...aggregates];
  const columns = planColumns(
    outputs.map(({ name, value: { type, nullable } }) => ({ name, type, nullable })),
    [LO, HI],
  );
  const items = outputs.map(({ value }, index) => {
    const sql = index < keys.length ? value.sql : value.parts!.sql;
    return `${sql} AS ${columns[index]!.sql}`;
  });
  const parts: Relation = {
    columns,
    hidden: [LO, HI],
    order: [],
    partition: rows.partition,
    ...(rows.recent ? { recent: true } : {}),
    plan: {
      kind: "select",
      from: rows.plan,
      items: [...items, LO, HI],
      groupBy: [...keys.map((_, index) => String(index + 1)), LO, HI],
    },
  };
  const combined = outputs.map(({ name, value }, index): Output => {
    const column = columnScalar(columns[index]!);
    return { name, value: index < keys.length ? column : { ...value, sql: value.parts!.combined(column.sql) } };
  });
  return { rows: toEach(parts), keys: combined.slice(0, keys.length), aggregates: combined.slice(keys.length) };
}
