import type { Column } from "../types";
import type { Scalar } from "./scalar";
import { identifier, NOW, sqlNames } from "./sql";

/** A column of a relation: what the query calls it and what the SQL calls it. */
export interface PlanColumn extends Column {
  /** Quoted identifier. */
  readonly sql: string;
  readonly nullable: boolean;
}

/** One key of a known row order, over a column of the relation, visible or hidden. */
export interface OrderKey {
  readonly sql: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  /** whether values may be NaN. @default false */
  readonly mayBeNan?: boolean;
}

/** How rows are made. Printed by `print.ts`. */
export type Plan =
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "sql"; readonly text: string }
  /** Named rows, see `named-rows.ts`. */
  | {
      readonly kind: "rows";
      /** Quoted identifier. */
      readonly name: string;
      /** Their columns in order, where known. */
      readonly columns?: readonly string[];
      /** Whether these are the ones that are read, not all. */
      readonly cut?: boolean;
    }
  /** The same rows between two texts that repeat them. */
  | {
      readonly kind: "each";
      readonly before: string;
      readonly from: Plan;
      readonly after: string;
      /** Columns that the texts read. */
      readonly reads: readonly string[];
    }
  | {
      readonly kind: "select";
      readonly from: Plan;
      /** Select list; undefined keeps every column. */
      readonly items?: readonly string[];
      readonly where?: readonly string[];
      readonly groupBy?: readonly string[];
      readonly qualify?: string;
      readonly orderBy?: string;
      readonly limit?: string;
      readonly distinct?: boolean;
    }
  | {
      readonly kind: "join";
      /** SQL join type; the sides are called l and r. */
      readonly join: string;
      readonly left: Plan;
      readonly right: Plan;
      readonly on: string;
      readonly items: readonly string[];
    }
  | { readonly kind: "union"; readonly inputs: readonly Plan[] };

/** A plan and what is known of its rows. Immutable. */
export interface Relation {
  readonly columns: readonly PlanColumn[];
  /** Quoted identifiers of columns carried along but not part of the result. */
  readonly hidden: readonly string[];
  readonly order: readonly OrderKey[];
  /** Hidden columns that split the rows into independent groups (mv-apply, partition). */
  readonly partition: readonly string[];
  /** Hidden column with the rows' ingestion time, where they still are rows of a table. */
  readonly ingestionTime?: string;
  /** The name given by `as`. */
  readonly name?: string;
  /** A bound on their age leaves rows of a day at most, which few runs see; or they are made of such rows. */
  readonly recent?: true;
  /** Named rows that these are made of, with columns that are the same in both: none has other values here. */
  readonly origin?: { readonly plan: Plan; readonly columns: readonly string[] };
  /** Many of its spans may be of one run: what it is joined with, it meets run by run. */
  readonly scattered?: true;
  /** Its rows of a run are mostly those of the run before: states, unlike sums over a window. */
  readonly steady?: true;
  /** Columns that are unique together. */
  readonly uniqueBy?: readonly string[];
  readonly plan: Plan;
}

/** A column to be computed. */
export interface Output {
  readonly name: string;
  readonly value: Scalar;
}

export const planColumns = (
  columns: readonly (Column & { nullable?: boolean })[],
  taken: readonly string[] = [],
): PlanColumn[] => {
  const names = sqlNames(
    columns.map((column) => column.name),
    taken,
  );
  return columns.map(({ name, type, nullable }, index) => ({
    name,
    type,
    sql: names[index]!,
    nullable: nullable ?? type !== "string",
  }));
};

/** Hidden column of every stored table. */
export const INGESTION_TIME = "$ingestion_time";

/** The rows of a stored table. @param hidden what the table's place in the SQL brings beside them */
export function tableRelation(columns: readonly Column[], table: string, hidden: readonly string[] = []): Relation {
  const ingestionTime = identifier(INGESTION_TIME);
  return {
    columns: planColumns(columns),
    hidden: [ingestionTime, ...hidden],
    order: [],
    partition: [],
    ingestionTime,
    plan: { kind: "table", table },
  };
}

/** Rows made by an SQL text that returns exactly these columns. */
export const sqlRelation = (text: string, columns: readonly PlanColumn[]): Relation => ({
  columns,
  hidden: [],
  order: [],
  partition: [],
  plan: { kind: "sql", text },
});

/** A row as its columns' expressions see it. */
export const columnScalar = (column: PlanColumn, qualifier = ""): Scalar => ({
  sql: qualifier + column.sql,
  type: column.type,
  nullable: column.nullable,
});

export function findColumn(relation: Relation, name: string): PlanColumn | undefined {
  return relation.columns.find((column) => column.name === name);
}

/** Keeps the rows for which a condition is true. */
export function filter(input: Relation, condition: Scalar): Relation {
  const test = condition.filterSql ?? condition.sql;
  // Fewer rows ask for less.
  const { origin: _more, ...rest } = input;
  const { plan } = input;
  const mergeable =
    plan.kind === "select" && !plan.items && !plan.groupBy && !plan.limit && !plan.qualify && !plan.distinct;
  return {
    ...rest,
    plan: mergeable ? { ...plan, where: [...(plan.where ?? []), test] } : { kind: "select", from: plan, where: [test] },
  };
}

/** Computes a new set of columns; the order, partition and ingestion time stay known. */
export function project(input: Relation, outputs: readonly Output[]): Relation {
  const kept = new Map<string, string>();
  const columns = planColumns(
    outputs.map(({ name, value }) => ({ name, type: value.type, nullable: value.nullable })),
    input.hidden,
  );
  const items = outputs.map(({ value }, index) => {
    const target = columns[index]!.sql;
    if (value.sql === target) kept.set(target, target);
    return value.sql === target ? target : `${value.sql} AS ${target}`;
  });
  const { order, carried } = carryOrder(input, kept);
  const { name: _name, uniqueBy, steady, origin, ...rest } = input;
  const same = origin?.columns.filter((column) => kept.has(column)) ?? [];
  return {
    ...rest,
    ...(steady && !items.some((item) => item.includes(NOW)) ? { steady } : {}),
    ...(uniqueBy?.every((column) => kept.has(column)) ? { uniqueBy } : {}),
    ...(same.length > 0 ? { origin: { plan: origin!.plan, columns: same } } : {}),
    columns,
    hidden: [...input.hidden, ...carried.map((item) => item.as)],
    order,
    plan: {
      kind: "select",
      from: input.plan,
      items: [...items, ...input.hidden, ...carried.map((item) => `${item.sql} AS ${item.as}`)],
    },
  };
}

/** Order keys over columns that a projection drops or redefines are carried as hidden columns. */
function carryOrder(
  input: Relation,
  kept: ReadonlyMap<string, string>,
): { order: OrderKey[]; carried: { sql: string; as: string }[] } {
  const carried: { sql: string; as: string }[] = [];
  const order = input.order.map((key) => {
    if (kept.has(key.sql) || input.hidden.includes(key.sql)) return key;
    const existing = carried.find((item) => item.sql === key.sql);
    const as = existing?.as ?? freshHidden(input, "$order", carried.length);
    if (!existing) carried.push({ sql: key.sql, as });
    return { ...key, sql: as };
  });
  return { order, carried };
}

/** A name for a hidden column that the relation does not have yet. */
export function freshHidden(input: Relation, stem: string, skip = 0): string {
  let n = input.hidden.length + skip;
  while (input.hidden.includes(identifier(`${stem}${n}`))) n++;
  return identifier(`${stem}${n}`);
}

/** Adds or replaces columns; the others stay as they are. */
export function extend(input: Relation, outputs: readonly Output[]): Relation {
  const replaced = new Map(outputs.map((output) => [output.name, output]));
  const present = new Set(input.columns.map((column) => column.name));
  return project(input, [
    ...input.columns.map((column) => replaced.get(column.name) ?? { name: column.name, value: columnScalar(column) }),
    ...outputs.filter((output) => !present.has(output.name)),
  ]);
}

/** A column beside those of the query. */
export interface Hidden {
  readonly sql: string;
  readonly as: string;
}

/** Adds hidden columns; none uses another. */
export function withHidden(input: Relation, ...added: readonly Hidden[]): Relation {
  return {
    ...input,
    hidden: [...input.hidden, ...added.map(({ as }) => as)],
    plan: { kind: "select", from: input.plan, items: ["*", ...added.map(({ sql, as }) => `${sql} AS ${as}`)] },
  };
}

export const orderSql = (keys: readonly OrderKey[]): string =>
  keys
    .flatMap(({ sql, descending, nullsFirst, mayBeNan }) => {
      const nulls = `NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
      // NaN is beside null in Kusto, in either direction; DuckDB has it above all numbers.
      const nan = mayBeNan ? [`isnan(${sql}) ${nullsFirst ? "DESC" : "ASC"} ${nulls}`] : [];
      return [...nan, `${sql} ${descending ? "DESC" : "ASC"} ${nulls}`];
    })
    .join(", ");

/** The `OVER (…)` of window functions on this relation. */
export function over(input: Relation, extra: { partition?: readonly string[]; frame?: string } = {}): string {
  const partition = [...input.partition, ...(extra.partition ?? [])];
  const parts = [
    partition.length > 0 ? `PARTITION BY ${partition.join(", ")}` : "",
    input.order.length > 0 ? `ORDER BY ${orderSql(input.order)}` : "",
    extra.frame ?? "",
  ];
  return `OVER (${parts.filter(Boolean).join(" ")})`;
}

/** Groups rows; `keys` and `aggregates` become the columns. */
export function aggregate(input: Relation, keys: readonly Output[], aggregates: readonly Output[]): Relation {
  const columns = planColumns(
    [...keys, ...aggregates].map(({ name, value }) => ({ name, type: value.type, nullable: value.nullable })),
    input.partition,
  );
  const groupBy = [...keys.map((_, index) => String(index + 1)), ...input.partition];
  return {
    columns,
    hidden: [...input.partition],
    order: [],
    partition: input.partition,
    ...(input.recent ? { recent: true } : {}),
    plan: {
      kind: "select",
      from: input.plan,
      items: [
        ...[...keys, ...aggregates].map(({ value }, index) => `${value.sql} AS ${columns[index]!.sql}`),
        ...input.partition,
      ],
      ...(groupBy.length > 0 ? { groupBy } : {}),
    },
  };
}
