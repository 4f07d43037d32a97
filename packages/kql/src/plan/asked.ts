import { aliasOf, outputNames } from "./prune";
import type { Plan } from "./relation";
import { HI, LO, RUN } from "./runs";

/** Columns that are asked for by name, and what the rows that ask call them. */
export type Keys = ReadonlyMap<string, string>;

/** Rows of a name: what they are made of, and new ones. */
export interface RowsByName {
  /** undefined for those that would be others if they were made again */
  made(name: string): Plan | undefined;
  named(plan: Plan): Plan;
}

/** Who asks: rows with the keys and the run. */
export interface Asking {
  readonly plan: Plan;
  readonly keys: Keys;
  /** how many columns the rows that ask have beside the run: no two of these are alike in all of them */
  readonly width: number;
}

/**
 * Rows that are there once for each run, without those that nobody asks for: what is usual for each agent, say, in runs that
 * found something to compare with it. Rows of a table have to be repeated for these runs alone, and not for all that see
 * them. Where it cannot be told whose rows go into which, all of them stay.
 * @returns undefined where no row can be left out
 */
export function askedFor(plan: Plan, asking: Asking, rows: RowsByName): Plan | undefined {
  switch (plan.kind) {
    case "table":
    case "sql":
      return undefined;
    case "each":
      return repeated(plan.from, asking);
    case "rows": {
      const made = rows.made(plan.name);
      const below = made && askedFor(made, asking, rows);
      return below && rows.named(below);
    }
    case "union":
      return unionFor(plan, asking, rows);
    case "select":
      return selectFor(plan, asking, rows);
    case "join":
      return joinFor(plan, asking, rows);
  }
}

/** Rows with spans, once for each run that asks. */
function repeated(spans: Plan, { plan, keys, width }: Asking): Plan {
  const used = [...new Set(keys.values())];
  // By fewer columns several may ask for one row, which is there once all the same.
  const once: Plan =
    used.length === width ? plan : { kind: "select", from: plan, items: [...used, RUN], distinct: true };
  const same = [...keys].map(([column, key]) => `l.${column} IS NOT DISTINCT FROM r.${key}`);
  const on = [...same, `r.${RUN} BETWEEN l.${LO} AND l.${HI}`].join(" AND ");
  return { kind: "join", join: "JOIN", left: spans, right: once, on, items: ["l.*", `r.${RUN} AS ${RUN}`] };
}

const name = '"(?:[^"]|"")*"';
const plainItem = new RegExp(`^(${name})(?: AS (${name}))?$`);
const itemOfLeft = new RegExp(`^l\\.(${name}) AS (${name})$`);

/** What columns are called below a select list; undefined where one is not simply handed on. */
function below(items: readonly string[], keys: Keys, item: RegExp, star: string): Keys | undefined {
  const found = new Map<string, string>();
  const sourceOf = (column: string): string | undefined => {
    const given = items.find((other) => aliasOf(other) === column);
    if (given === undefined) return items.includes(star) ? column : undefined;
    return item.exec(given)?.[1];
  };
  if (sourceOf(RUN) !== RUN) return undefined;
  for (const [column, key] of keys) {
    const source = sourceOf(column);
    if (source === undefined) return undefined;
    found.set(source, key);
  }
  return found;
}

/** What a row is given depends on other rows. */
const isOfOthers = (item: string): boolean => /\bOVER \(|DISTINCT ON/.test(item);

function selectFor(plan: Extract<Plan, { kind: "select" }>, asking: Asking, rows: RowsByName): Plan | undefined {
  const { items, limit, qualify } = plan;
  if (limit !== undefined || qualify !== undefined || items?.some(isOfOthers)) return undefined;
  const keys = items ? below(items, asking.keys, plainItem, "*") : asking.keys;
  if (!keys) return undefined;
  const from = askedFor(plan.from, { ...asking, keys }, rows);
  return from && { ...plan, from };
}

/** Joins that keep no row of the right side for itself. */
const byLeft = new Set(["JOIN", "LEFT JOIN", "SEMI JOIN", "ANTI JOIN"]);

function joinFor(plan: Extract<Plan, { kind: "join" }>, asking: Asking, rows: RowsByName): Plan | undefined {
  const keys = byLeft.has(plan.join) ? below(plan.items, asking.keys, itemOfLeft, "l.*") : undefined;
  const left = keys && askedFor(plan.left, { ...asking, keys }, rows);
  if (!left) return undefined;
  const pairs = equal(plan.on);
  if (pairs.get(RUN) !== RUN) return { ...plan, left };
  pairs.delete(RUN);
  const shared = new Map([...pairs].flatMap(([r, l]) => (keys.has(l) ? [[r, keys.get(l)!] as const] : [])));
  // What is looked up by another column is asked for by the rows that are left.
  const asker = shared.size > 0 || pairs.size === 0 ? undefined : rows.named(left);
  const right = asker
    ? askedFor(plan.right, askingBy(asker, pairs, rows), rows)
    : askedFor(plan.right, { ...asking, keys: shared }, rows);
  return { ...plan, left: right && asker ? asker : left, right: right ?? plan.right };
}

/** Columns of the left side by those of the right that they have to be equal to. */
function equal(on: string): Map<string, string> {
  const pair = new RegExp(`^l\\.(${name}) (?:=|IS NOT DISTINCT FROM) r\\.(${name})$`);
  const found = new Map<string, string>();
  for (const condition of on.split(" AND ")) {
    const [, l, r] = pair.exec(condition) ?? [];
    if (l !== undefined && r !== undefined) found.set(r, l);
  }
  return found;
}

/** Rows that ask by their columns. @param pairs what is asked for, and by which column */
export function askingBy(plan: Plan, pairs: ReadonlyMap<string, string>, rows: RowsByName): Asking {
  const columns = [...new Set(pairs.values())];
  const alias = (column: string): string => `"$key${columns.indexOf(column)}"`;
  const items = [...columns.map((column) => `${column} AS ${alias(column)}`), RUN];
  return {
    plan: rows.named({ kind: "select", from: plan, items, distinct: true }),
    keys: new Map([...pairs].map(([asked, by]) => [asked, alias(by)])),
    width: columns.length,
  };
}

/** Inputs are matched by place. */
function unionFor(plan: Extract<Plan, { kind: "union" }>, asking: Asking, rows: RowsByName): Plan | undefined {
  const first = plan.inputs[0] && outputNames(plan.inputs[0]);
  if (!first) return undefined;
  const inputs = plan.inputs.map((input) => {
    const names = outputNames(input);
    if (names?.length !== first.length || names[first.indexOf(RUN)] !== RUN) return undefined;
    const keys = new Map([...asking.keys].map(([column, key]) => [names[first.indexOf(column)]!, key]));
    return askedFor(input, { ...asking, keys }, rows);
  });
  return inputs.some(Boolean) ? { ...plan, inputs: inputs.map((input, i) => input ?? plan.inputs[i]!) } : undefined;
}
