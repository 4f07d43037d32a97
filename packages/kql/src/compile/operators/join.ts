import type { Node } from "../../language/node";
import { askedFor, askingBy } from "../../plan/asked";
import { columnScalar, type PlanColumn, planColumns, type Relation } from "../../plan/relation";
import { inSomeRun, keptBy, type Meeting, meet, membership, RUN, toEach } from "../../plan/runs";
import type { Scalar } from "../../plan/scalar";
import { areSteady, meetSteady } from "../../plan/steady";
import { comparable } from "../comparison";
import { isOfChance, rowsOf, shared } from "../materialized";
import { onlyParameters, parameter } from "../outputs";
import { perRun } from "../runs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";

interface KeyPair {
  readonly left: Scalar;
  readonly right: Scalar;
}

/** Reads `on a, $left.b == $right.c`. */
function keyPairs(conditions: readonly Node[], left: Relation, right: Relation, scope: Scope): KeyPair[] {
  const values = new Map<string, Scalar>();
  for (const column of left.columns) values.set(`$left.${column.name}`, columnScalar(column, "l."));
  for (const column of right.columns) values.set(`$right.${column.name}`, columnScalar(column, "r."));
  const inside = scope.over({ ...left, columns: [] }, values);
  const pairs = (node: Node): KeyPair[] => {
    if (node.kind === "ParenthesizedExpression") return pairs(node.get("Expression"));
    if (node.kind === "AndExpression") return [...pairs(node.get("Left")), ...pairs(node.get("Right"))];
    if (node.kind === "NameReference") {
      const [l, r] = [values.get(`$left.${node.name}`), values.get(`$right.${node.name}`)];
      return l && r ? [{ left: l, right: r }] : scope.refuse(`the join key ${node.name}`, node);
    }
    if (node.kind !== "EqualExpression") return scope.refuse(`a join condition other than equality`, node);
    // The binder wants the left side's column first.
    return [{ left: inside.scalar(node.get("Left")), right: inside.scalar(node.get("Right")) }];
  };
  return conditions.flatMap(pairs);
}

/** Null keys join null keys. */
function condition(pairs: readonly KeyPair[], { on }: Meeting): string {
  return [...on, ...pairs.map(sameKey)].join(" AND ");
}

function sameKey({ left, right }: KeyPair): string {
  const [a, b] = comparable(left, right);
  return a.nullable && b.nullable ? `${a.sql} IS NOT DISTINCT FROM ${b.sql}` : `${a.sql} = ${b.sql}`;
}

/** Keeps one row per key; what is already unique stays as it is. */
function uniqueBy(relation: Relation, keys: readonly Scalar[]): Relation {
  const names = keys.map((key) => key.sql.replace(/^l\./, ""));
  if (relation.uniqueBy?.every((column) => names.includes(column))) return relation;
  return {
    ...relation,
    plan: {
      kind: "select",
      from: relation.plan,
      items: [`DISTINCT ON (${[...names, ...relation.partition].join(", ")}) *`],
    },
  };
}

const sqlJoins: Readonly<Record<string, string>> = {
  inner: "JOIN",
  innerunique: "JOIN",
  leftouter: "LEFT JOIN",
  rightouter: "RIGHT JOIN",
  fullouter: "FULL JOIN",
  leftsemi: "SEMI JOIN",
  leftanti: "ANTI JOIN",
  anti: "ANTI JOIN",
  leftantisemi: "ANTI JOIN",
  rightsemi: "SEMI JOIN",
  rightanti: "ANTI JOIN",
  rightantisemi: "ANTI JOIN",
};

/** A column from one side; the side that may be missing gives '' for strings. */
const item = (column: PlanColumn, side: "l" | "r", optional: boolean): string =>
  optional && column.type === "string" ? `coalesce(${side}.${column.sql}, '')` : `${side}.${column.sql}`;

/** One side filtered by the other: its rows stay what they are. */
function filtered(kind: string, meeting: Meeting, pairs: readonly KeyPair[]): Relation {
  const { left, right } = meeting;
  const fromRight = kind.startsWith("right");
  const [kept, other] = fromRight ? [right, left] : [left, right];
  const swap = (sql: string): string =>
    sql.replace(/\b([lr])\.(?=")/g, (_, side: string) => (side === "l" ? "r." : "l."));
  const on = condition(pairs, meeting);
  return {
    ...kept,
    plan: {
      kind: "join",
      join: sqlJoins[kind]!,
      left: kept.plan,
      right: other.plan,
      on: fromRight ? swap(on) : on,
      items: ["l.*"],
    },
  };
}

function joined(
  node: Node,
  kind: string,
  meeting: Meeting,
  pairs: readonly KeyPair[],
  rightColumns: readonly PlanColumn[],
): Relation {
  const { left, right } = meeting;
  const leftOptional = kind === "rightouter" || kind === "fullouter";
  const rightOptional = kind === "leftouter" || kind === "fullouter";
  const source =
    kind === "innerunique"
      ? uniqueBy(
          left,
          pairs.map((pair) => pair.left),
        )
      : left;
  const all = [
    ...left.columns.map((column) => ({ column, sql: item(column, "l", leftOptional), optional: leftOptional })),
    ...rightColumns.map((column) => ({ column, sql: item(column, "r", rightOptional), optional: rightOptional })),
  ];
  // Columns are matched by place: a left side in another order than the binder's would swap their names.
  if (left.columns.some((column, index) => column.name !== node.columns![index]?.name))
    throw new Error(`the columns of ${node.kind} are not in the binder's order`);
  const columns = planColumns(
    node.columns!.map((column, index) => ({
      ...column,
      nullable: column.type !== "string" && (all[index]!.column.nullable || all[index]!.optional),
    })),
  );
  const same = leftOptional ? [] : columns.flatMap(({ sql }, i) => (all[i]!.sql === `l.${sql}` ? [sql] : []));
  const origin = left.origin?.columns.filter((column) => same.includes(column)) ?? [];
  return {
    columns,
    ...keptBy(meeting),
    ...(left.recent && !leftOptional ? { recent: true } : {}),
    ...(origin.length > 0 ? { origin: { plan: left.origin!.plan, columns: origin } } : {}),
    order: [],
    plan: {
      kind: "join",
      join: sqlJoins[kind]!,
      left: source.plan,
      right: right.plan,
      on: condition(pairs, meeting),
      items: [
        ...all.map(({ sql }, index) => `${sql} AS ${columns[index]!.sql}`),
        ...meeting.kept.map(({ sql, as }) => `${sql} AS ${as}`),
      ],
    },
  };
}

/** The sides whose rows stay without a match, or are the ones that are kept or left out. */
const preservedBy = (kind: string): { left: boolean; right: boolean } => ({
  left: kind.startsWith("left") || kind === "anti" || kind === "fullouter",
  right: kind.startsWith("right") || kind === "fullouter",
});

/** `join` of every kind; `innerunique` by default. */
export const join: CompileOperator = (node, input, scope) => {
  onlyParameters(node, ["kind"], scope);
  const kind = (parameter(node, "kind") ?? "innerunique").toLowerCase();
  if (!sqlJoins[kind]) return scope.refuse(`join kind=${kind}`, node);
  if (input.partition.some((name) => name !== RUN)) return scope.refuse("join inside of a partition", node);
  const right = scope.table(node.get("Expression"));
  const clause = node.get("ConditionClause");
  if (clause.kind !== "JoinOnClause") return scope.refuse("join without on", node);
  const pairs = keyPairs(clause.list("Expressions"), input, right, scope);
  const asked = onlyAsked(kind === "innerunique" ? perRun(input) : input, right, kind, pairs, scope);
  const meeting = meet(asked.left, asked.right, preservedBy(kind));
  if (/semi|anti/.test(kind)) return filtered(kind, meeting, pairs);
  if (node.columns!.length !== input.columns.length + right.columns.length) {
    return scope.refuse("join with columns that the binder counts differently", node);
  }
  return joined(node, kind, meeting, pairs, right.columns);
};

/** `lookup`: a join that does not repeat the right side's keys. */
export const lookup: CompileOperator = (node, input, scope) => {
  onlyParameters(node, ["kind"], scope);
  const kind = (parameter(node, "kind") ?? "leftouter").toLowerCase();
  if (kind !== "leftouter" && kind !== "inner") return scope.refuse(`lookup kind=${kind}`, node);
  const right = scope.table(node.get("Expression"));
  const pairs = keyPairs(node.get("LookupClause").list("Expressions"), input, right, scope);
  const keys = new Set(pairs.map((pair) => pair.right.sql.replace(/^r\./, "")));
  const rest = right.columns.filter((column) => !keys.has(column.sql));
  if (kind === "leftouter" && areSteady(input, right, [...keys]) && !isOfChance(input)) {
    const left = shared(input, scope);
    // Of the states, those that somebody looks up.
    const asked = filtered("rightsemi", { left, right, on: [], kept: [] }, pairs);
    return inSomeRun(joined(node, kind, meetSteady(left, asked, [...keys]), pairs, rest));
  }
  const asked = onlyAsked(input, right, kind, pairs, scope);
  return joined(node, kind, meet(asked.left, asked.right, preservedBy(kind)), pairs, rest);
};

/** Kinds that keep no row of the right side for itself. */
const byLeft = /^(inner|innerunique|leftouter|leftsemi|leftanti|anti|leftantisemi)$/;

/**
 * The two sides of a join, where one has what it found lately and the other what each run knows of a long time: that is made
 * for those alone who ask for it.
 */
function onlyAsked(
  left: Relation,
  right: Relation,
  kind: string,
  pairs: readonly KeyPair[],
  scope: Scope,
): { readonly left: Relation; readonly right: Relation } {
  const all = { left, right };
  const isRepeated = membership(left) === "each" || (membership(left) === "span" && preservedBy(kind).left);
  if (!scope.compilation.asks || !byLeft.test(kind) || membership(right) !== "each" || !isRepeated) return all;
  if (!left.recent || right.recent || isOfChance(left)) return all;
  const plain = pairs.flatMap(({ left: l, right: r }): [string, string][] =>
    l.type === r.type && /^l\."(?:[^"]|"")*"$/.test(l.sql) && /^r\."(?:[^"]|"")*"$/.test(r.sql)
      ? [[r.sql.slice(2), l.sql.slice(2)]]
      : [],
  );
  if (plain.length === 0) return all;
  const rows = rowsOf(scope.compilation);
  const isKnown = plain.every(([, column]) => left.origin?.columns.includes(column));
  const asker = isKnown ? left : withOrigin(shared(toEach(left), scope));
  const plan = askedFor(right.plan, askingBy(asker.origin!.plan, new Map(plain), rows), rows);
  return plan ? { left: asker, right: { ...right, plan } } : all;
}

/** Rows of a name, which says what their columns are. */
const withOrigin = (rows: Relation): Relation => ({
  ...rows,
  origin: { plan: rows.plan, columns: rows.columns.map(({ sql }) => sql) },
});
