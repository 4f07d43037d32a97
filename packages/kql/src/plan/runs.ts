import type { Bound } from "./bound";
import type { Plan, Relation } from "./relation";
import { HOLE, NOW, RUN } from "./sql";

/**
 * Many runs of a query in one statement. Runs differ in `now()` alone, and stand on a grid of equal steps; a run goes by
 * its `now()` in ticks. Which runs a row belongs to is known in one of three ways:
 *
 * - `always`: the row is there in every run (look-ups, literals);
 * - `span`: in all runs from one to another: hidden columns `$lo` and `$hi`. A row of a table stays one row, however
 *   many runs see it;
 * - `each`: the row is there once for each of its runs: hidden column `$run`, a partition of the relation.
 */
export type Membership = "always" | "span" | "each";

export { RUN } from "./sql";
/** The first and last run of a row. */
export const LO = '"$lo"';
export const HI = '"$hi"';

const hole = (name: string): string => `${HOLE}${name}${HOLE}`;
/** A table's rows, each with the span of runs whose window it is in. */
export const spanHole = (table: string): string => hole(`span:${table}`);
/** The distance of runs, in ticks. */
export const STEP = hole("step");
/** The grid's offset: every run is this modulo the step. */
const PHASE = hole("phase");
export const FIRST = hole("first");
export const LAST = hole("last");
/** Around rows with spans: the same rows once for each run, with the run as a further column. */
const EACH_OPEN = hole("each(");
const EACH_CLOSE = hole(")each");
/** One row for each place of the grid between the first and the last run. */
export const GRID = hole("grid");
/** One row for each run. */
export const RUNS = hole("runs");

export const membership = (relation: Relation): Membership =>
  relation.partition.includes(RUN) ? "each" : relation.hidden.includes(LO) ? "span" : "always";

const plain = (relation: Relation): string[] => relation.hidden.filter((name) => name !== LO && name !== HI);
const names = (relation: Relation): string[] => relation.columns.map(({ sql }) => sql);

/** Its rows once for each run. */
export function toEach(spans: Relation): Relation {
  const kind = membership(spans);
  if (kind === "each") return spans;
  const { scattered: _scattered, ...relation } = spans;
  const hidden = [...plain(relation), RUN];
  const partition = [...relation.partition, RUN];
  const from = relation.plan;
  if (kind === "span") {
    const repeated: Plan = { kind: "each", before: EACH_OPEN, from, after: EACH_CLOSE, reads: [LO, HI] };
    const items = [...names(relation), ...hidden];
    return { ...relation, hidden, partition, plan: { kind: "select", from: repeated, items } };
  }
  const right: Plan = { kind: "sql", text: RUNS };
  const items = ["l.*", `r.${RUN} AS ${RUN}`];
  return {
    ...relation,
    hidden,
    partition,
    plan: { kind: "join", join: "CROSS JOIN", left: from, right, on: "", items },
  };
}

/** Rows made without reading any, by expressions that name the run. */
export const madeForEach = (relation: Relation, sql: string): Relation => ({
  ...relation,
  hidden: [...relation.hidden, RUN],
  partition: [...relation.partition, RUN],
  plan: { kind: "sql", text: `SELECT l.*, r.${RUN} AS ${RUN} FROM (${RUNS}) r, LATERAL (${sql}) l` },
});

/** The same rows as those of a union whose other inputs have spans: of one run, where there is one for each. */
export function toSpan(relation: Relation): Relation {
  const kind = membership(relation);
  if (kind === "span") return relation;
  if (kind === "each") {
    const hidden = relation.hidden.filter((name) => name !== RUN);
    const items = [...names(relation), ...hidden, `${RUN} AS ${LO}`, `${RUN} AS ${HI}`];
    return {
      ...relation,
      scattered: true,
      hidden: [...hidden, LO, HI],
      partition: relation.partition.filter((name) => name !== RUN),
      plan: { kind: "select", from: relation.plan, items },
    };
  }
  return {
    ...relation,
    hidden: [...relation.hidden, LO, HI],
    plan: { kind: "select", from: relation.plan, items: ["*", `${FIRST} AS ${LO}`, `${LAST} AS ${HI}`] },
  };
}

/** The last run that is not after a time. */
export const gridAt = (ticks: string): string => `(${ticks} - (${ticks} - ${PHASE}) % ${STEP})`;

/** Keeps the runs for which a row is within bounds: a span stays a span. */
export function narrow(relation: Relation, bounds: readonly Bound[]): Relation {
  const ends = (symbols: string, exact: string, at: (grid: string) => string, free: string): string[] =>
    bounds
      .filter(({ symbol }) => symbol.startsWith(symbols))
      .map(({ sql, symbol, offset, unless }) => {
        const shift = offset + (symbol === exact ? 1n : 0n);
        const end = at(gridAt(shift === 0n ? sql : `(${sql} - (${shift})::BIGINT)`));
        return unless === undefined ? end : `CASE WHEN ${unless} THEN ${free} ELSE ${end} END`;
      });
  const low = ends("<", "<=", (grid) => `${grid} + ${STEP}`, LO);
  const high = ends(">", ">", (grid) => grid, HI);
  const items = [
    ...names(relation),
    ...plain(relation),
    low.length > 0 ? `greatest(${[LO, ...low].join(", ")}) AS ${LO}` : LO,
    high.length > 0 ? `least(${[HI, ...high].join(", ")}) AS ${HI}` : HI,
  ];
  const where = bounds.map(({ sql, unless }) =>
    unless === undefined ? `${sql} IS NOT NULL` : `((${unless}) OR ${sql} IS NOT NULL)`,
  );
  const narrowed: Plan = { kind: "select", from: relation.plan, items, where };
  return inSomeRun({ ...recentBy(relation, bounds), plan: narrowed });
}

/** The same rows, of which bounds may let few through. */
export const recentBy = (relation: Relation, bounds: readonly Bound[]): Relation =>
  bounds.some(({ symbol, offset, unless }) => symbol.startsWith(">") && offset >= -day && !unless)
    ? { ...relation, recent: true }
    : relation;

const day = 864_000_000_000n;

/** Distinct rows of a span, given as a relation of columns, `$lo` and `$hi`: touching spans of equal rows become one. */
export function merged(relation: Relation): Relation {
  const keys = names(relation);
  const within = `OVER (${keys.length > 0 ? `PARTITION BY ${keys.join(", ")} ` : ""}ORDER BY ${LO}, ${HI} ROWS BETWEEN UNBOUNDED PRECEDING AND`;
  const all = [...keys, LO, HI];
  const once: Plan = { kind: "select", from: relation.plan, items: all, distinct: true };
  const opening = `CASE WHEN ${LO} > max(${HI}) ${within} 1 PRECEDING) + ${STEP} THEN 1 ELSE 0 END AS "$opens"`;
  const opened: Plan = { kind: "select", from: once, items: [...all, opening] };
  const island = `sum("$opens") ${within} CURRENT ROW) AS "$island"`;
  const islands: Plan = { kind: "select", from: opened, items: [...all, island] };
  return {
    columns: relation.columns,
    hidden: [LO, HI],
    order: [],
    partition: relation.partition,
    ...(relation.recent ? { recent: true } : {}),
    ...(relation.scattered ? { scattered: true } : {}),
    plan: {
      kind: "select",
      from: islands,
      items: [...keys, `min(${LO}) AS ${LO}`, `max(${HI}) AS ${HI}`],
      groupBy: [...keys, '"$island"'],
    },
  };
}

/** How two relations meet in a join. */
export interface Meeting {
  readonly left: Relation;
  readonly right: Relation;
  /** conditions for rows to share a run */
  readonly on: readonly string[];
  /** hidden columns of the result that say which runs a row is in */
  readonly kept: readonly { readonly sql: string; readonly as: string }[];
}

/** @param preserved sides whose rows stay, or count, without a match: whether they have one differs from run to run */
export function meet(
  left: Relation,
  right: Relation,
  preserved: { readonly left: boolean; readonly right: boolean },
): Meeting {
  const isPerRun = [left, right].every((side) => membership(side) !== "always") && (left.scattered || right.scattered);
  // Where both sides stay without a match, neither may have runs alone: a row without a match has only its own.
  const isFull = preserved.left && preserved.right && membership(left) !== "always";
  const l = ((preserved.left || isPerRun) && membership(right) !== "always") || isFull ? toEach(left) : left;
  const r = (preserved.right || isPerRun) && membership(l) !== "always" ? toEach(right) : right;
  const [a, b] = [membership(l), membership(r)];
  const inside = (one: string, many: string): string => `${one}.${RUN} BETWEEN ${many}.${LO} AND ${many}.${HI}`;
  const run = (sql: string) => [{ sql, as: RUN }];
  const span = (side: string) => [LO, HI].map((name) => ({ sql: `${side}.${name}`, as: name }));
  const found = { left: l, right: r };
  if (a === "always" && b === "always") return { ...found, on: [], kept: [] };
  if (b === "always") return { ...found, on: [], kept: a === "each" ? run(`l.${RUN}`) : span("l") };
  if (a === "always") return { ...found, on: [], kept: b === "each" ? run(`r.${RUN}`) : span("r") };
  if (a === "each" && b === "each") {
    const both =
      preserved.left && preserved.right ? `coalesce(l.${RUN}, r.${RUN})` : `${preserved.right ? "r" : "l"}.${RUN}`;
    return { ...found, on: [`l.${RUN} = r.${RUN}`], kept: run(both) };
  }
  if (a === "each") return { ...found, on: [inside("l", "r")], kept: run(`l.${RUN}`) };
  if (b === "each") return { ...found, on: [inside("r", "l")], kept: run(`r.${RUN}`) };
  return {
    ...found,
    on: [`l.${LO} <= r.${HI}`, `r.${LO} <= l.${HI}`],
    kept: [
      { sql: `greatest(l.${LO}, r.${LO})`, as: LO },
      { sql: `least(l.${HI}, r.${HI})`, as: HI },
    ],
  };
}

/** Rows with spans, without those whose span is empty. */
export const inSomeRun = (relation: Relation): Relation => ({
  ...relation,
  plan: { kind: "select", from: relation.plan, where: [`${LO} <= ${HI}`] },
});

/** The hidden columns and the partition of what a meeting gives. */
export const keptBy = ({ left, right, kept }: Meeting): Pick<Relation, "hidden" | "partition" | "scattered"> => ({
  hidden: kept.map(({ as }) => as),
  partition: kept.some(({ as }) => as === RUN) ? [RUN] : [],
  ...(left.scattered || right.scattered ? { scattered: true } : {}),
});

/** Whether what a plan adds to another names the run. */
export function namesRun(plan: Plan, below?: Plan): boolean {
  if (plan === below) return false;
  const named = (texts: readonly (string | undefined)[]): boolean => texts.some((text) => text?.includes(NOW));
  switch (plan.kind) {
    case "table":
    case "rows":
      return false;
    case "sql":
      return named([plan.text]);
    case "each":
      return namesRun(plan.from, below);
    case "union":
      return plan.inputs.some((input) => namesRun(input, below));
    case "join":
      return named([plan.on, ...plan.items]) || namesRun(plan.left, below) || namesRun(plan.right, below);
    case "select": {
      const { items = [], where = [], groupBy = [], qualify, orderBy, limit } = plan;
      return named([...items, ...where, ...groupBy, qualify, orderBy, limit]) || namesRun(plan.from, below);
    }
  }
}
