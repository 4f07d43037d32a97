import { asWhole, columnOfField, withReadFields } from "./fields";
import type { Plan } from "./relation";
import { NOW, RUN } from "./sql";

/** Quoted identifiers of columns that somebody reads; undefined: all of them. */
export type Need = ReadonlySet<string> | undefined;

const token = /"(?:[^"]|"")*"\['c\d+'\]|"(?:[^"]|"")*"|'(?:[^']|'')*'/g;

/** The quoted identifiers in SQL texts, and what is read of each: all or a field. Those of a subquery's own columns are among them, which only keeps more. */
export function namesIn(texts: readonly (string | undefined)[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [name] of text?.matchAll(token) ?? []) {
      if (!name.startsWith('"')) continue;
      const column = columnOfField(name);
      found.add(name).add(column ?? asWhole(name));
    }
    // In a set, the time of a run is a column.
    if (text?.includes(NOW)) found.add(RUN);
  }
  return found;
}

const aliasAtEnd = /(?:^|^[lr]\.| AS )("(?:[^"]|"")*")$/;

/** What a select list's item is called; undefined where it is several columns, or has no name of ours. */
export const aliasOf = (item: string): string | undefined => aliasAtEnd.exec(item)?.[1];

/** An item that makes rows: they stay as many, whoever reads it. */
const makesRows = (item: string): boolean => /\b(unnest|generate_subscripts)\(/.test(item);

const isStar = (item: string): boolean => item.endsWith("*");

/** The columns that a plan gives, in their order, where they are known. */
export function outputNames(plan: Plan): readonly string[] | undefined {
  switch (plan.kind) {
    case "table":
    case "sql":
    case "each":
      return undefined;
    case "rows":
      return plan.columns;
    case "union":
      return plan.inputs[0] && outputNames(plan.inputs[0]);
    case "select":
      return plan.items ? aliases(plan.items) : outputNames(plan.from);
    case "join":
      return aliases(plan.items);
  }
}

function aliases(items: readonly string[]): readonly string[] | undefined {
  const names = items.map(aliasOf);
  return names.includes(undefined) ? undefined : (names as string[]);
}

/**
 * The same rows with the columns that are read. DuckDB leaves out what nobody reads as well, but only after it has bound
 * every column of every SELECT, which for a long query is most of its time.
 */
export function pruned(plan: Plan, need: Need): Plan {
  switch (plan.kind) {
    case "table":
    case "sql":
      return plan;
    case "rows":
      return need && plan.columns
        ? { ...plan, columns: plan.columns.filter((name) => need.has(name)), cut: true }
        : plan;
    case "each":
      return { ...plan, from: pruned(plan.from, need && both(need, new Set(plan.reads))) };
    case "union":
      return prunedUnion(plan, need);
    case "select":
      return prunedSelect(plan, need);
    case "join": {
      const items = kept(plan.items, need);
      const read = namesIn([plan.on, ...items]);
      const below = needBelow(items, need, read);
      return { ...plan, items, left: pruned(plan.left, below), right: pruned(plan.right, below) };
    }
  }
}

type Select = Extract<Plan, { kind: "select" }>;

function prunedSelect(plan: Select, need: Need): Plan {
  const { where = [], groupBy = [], qualify, orderBy, limit, distinct } = plan;
  const beside = namesIn([...where, ...groupBy, qualify, orderBy, limit]);
  if (!plan.items) return { ...plan, from: pruned(plan.from, need && both(need, beside)) };
  const inPlace = Math.max(0, ...groupBy.filter((key) => /^\d+$/.test(key)).map(Number));
  // What stands beside the list may read what the list computes.
  const asked = need && both(need, beside);
  const items = distinct
    ? plan.items
    : kept(plan.items, asked, inPlace).map((item) => withReadFields(item, aliasOf(item), asked));
  const below = needBelow(items, need, both(beside, namesIn(items)));
  return withoutHanding({ ...plan, items, from: pruned(plan.from, below) });
}

/** Rows that are only handed on, or only filtered, need no SELECT between two others. */
function withoutHanding(plan: Select): Select {
  const { from } = plan;
  if (plan.items!.some(isStar) || from.kind !== "select") return plan;
  if (from.groupBy || from.qualify || from.orderBy || from.limit || from.distinct) return plan;
  if (!(from.items ?? []).every((item) => aliasOf(item) === item)) return plan;
  const where = [...(from.where ?? []), ...(plan.where ?? [])];
  return { ...plan, from: from.from, ...(where.length > 0 ? { where } : {}) };
}

/** Items that are read, at least one. @param first so many stay, since they are spoken of by their place */
function kept(items: readonly string[], need: Need, first = 0): readonly string[] {
  if (!need) return items;
  const found = items.filter((item, index) => {
    const alias = aliasOf(item);
    return index < first || alias === undefined || need.has(alias) || makesRows(item);
  });
  return found.length > 0 ? found : items.slice(0, 1);
}

/** What is read of the rows below a select list: a star hands on what is asked of it. */
const needBelow = (items: readonly string[], need: Need, read: ReadonlySet<string>): Need =>
  items.some(isStar) ? need && both(need, read) : read;

const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> => new Set([...a, ...b]);

/** Inputs of a union are matched by place: each keeps the same places. */
function prunedUnion(plan: Extract<Plan, { kind: "union" }>, need: Need): Plan {
  const names = plan.inputs.map(outputNames);
  const [first] = names;
  const all = (): Plan => ({ ...plan, inputs: plan.inputs.map((input) => pruned(input, undefined)) });
  if (!need || !first || names.some((other) => other?.length !== first.length)) return all();
  const found = first.flatMap((name, index) => (need.has(name) ? [index] : []));
  const places = found.length > 0 ? found : [0];
  const inputs = plan.inputs.map((input, index): Plan => {
    const wanted = places.map((place) => names[index]![place]!);
    const cut = pruned(input, new Set(wanted));
    const given = outputNames(cut);
    return given?.join() === wanted.join() ? cut : { kind: "select", from: cut, items: wanted };
  });
  return { ...plan, inputs };
}
