import type { Analysis } from "../analysis";
import type { Node } from "./node";

/** A place where a query reads a table, and what it lets through there at once. */
export interface TableRead {
  readonly table: string;
  /** a condition on the table's own columns, as KQL; undefined when every row is let through */
  readonly condition?: string;
  /** rows are let through only where a column, or `ingestion_time()`, is no longer than this ago */
  readonly since?: { readonly column: string; readonly milliseconds: number };
}

/** Functions whose value depends on more than their arguments. */
const changing = new Set(["now", "ago", "rand", "new_guid", "ingestion_time", "current_principal", "cursor_after"]);

/** Operators that give no rows when they get none. */
const passing = new Set([
  "DistinctOperator",
  "ExtendOperator",
  "FilterOperator",
  "LookupOperator",
  "MvApplyOperator",
  "MvExpandOperator",
  "ParseOperator",
  "ParseWhereOperator",
  "ProjectAwayOperator",
  "ProjectKeepOperator",
  "ProjectOperator",
  "ProjectRenameOperator",
  "ProjectReorderOperator",
  "SerializeOperator",
  "SortOperator",
  "TakeOperator",
  "TopOperator",
]);
/** Kinds of joins that give no rows when they get none from the left. */
const fromTheLeft = new Set(["inner", "innerunique", "leftouter", "leftsemi", "leftanti", "anti", "leftantisemi"]);

/** Reads without rows of which an expression has no rows either. */
interface Origin {
  readonly reads: readonly TableRead[];
  /** it is the table itself, or some of its rows */
  readonly isTable: boolean;
}

/**
 * The reads that a query's rows come from: where none of them lets a row through, the query has no rows, whatever else
 * it reads. Undefined when that cannot be told from the query.
 */
export function drivingReads({ tree }: Analysis): readonly TableRead[] | undefined {
  return originOfBlock(tree.list("Statements"), new Map())?.reads;
}

type Lets = ReadonlyMap<string, () => Origin | undefined>;

/** Of statements, the last of which is an expression. */
function originOfBlock(statements: readonly Node[], outer: Lets, result?: Node): Origin | undefined {
  let lets = outer;
  for (const statement of statements) {
    if (statement.kind !== "LetStatement") continue;
    const before = lets;
    const value = statement.get("Expression");
    lets = new Map([...lets, [statement.get("Name").name, () => originOf(value, before)]]);
  }
  const last =
    result ?? statements.findLast((statement) => statement.kind === "ExpressionStatement")?.get("Expression");
  return last && originOf(last, lets);
}

function originOf(node: Node, lets: Lets): Origin | undefined {
  switch (node.kind) {
    case "ParenthesizedExpression":
    case "MaterializeExpression":
      return originOf(node.get("Expression"), lets);
    case "NameReference":
      if (node.symbol?.kind === "Table") return { reads: [{ table: node.symbol.name }], isTable: true };
      return node.calledBody ? originOfCall(node.calledBody) : lets.get(node.name)?.();
    case "FunctionCallExpression":
      return node.calledBody && originOfCall(node.calledBody);
    case "DataTableExpression":
      return node.list("Values").length === 0 ? { reads: [], isTable: false } : undefined;
    case "UnionOperator":
      return originOfAll(node.list("Expressions"), lets);
    case "PipeExpression":
      return originOfStep(node.get("Operator"), originOf(node.get("Expression"), lets), lets);
    default:
      return undefined;
  }
}

/** The body of a function is bound for its call, and sees only what it declares. */
const originOfCall = (body: Node): Origin | undefined =>
  originOfBlock(body.list("Statements"), new Map(), body.get("Expression"));

function originOfAll(expressions: readonly Node[], lets: Lets): Origin | undefined {
  const origins = expressions.map((expression) => originOf(expression, lets));
  if (origins.some((origin) => origin === undefined)) return undefined;
  return { reads: origins.flatMap((origin) => origin!.reads), isTable: false };
}

function originOfStep(operator: Node, input: Origin | undefined, lets: Lets): Origin | undefined {
  if (operator.kind === "UnionOperator") {
    const others = originOfAll(operator.list("Expressions"), lets);
    return input && others && { reads: [...input.reads, ...others.reads], isTable: false };
  }
  if (!input) return undefined;
  if (operator.kind === "FilterOperator" && input.isTable)
    return { ...input, reads: input.reads.map(narrowed(operator)) };
  if (operator.kind === "SummarizeOperator")
    return operator.maybe("ByClause") ? { ...input, isTable: false } : undefined;
  if (operator.kind === "JoinOperator")
    return fromTheLeft.has(joinKind(operator)) ? { ...input, isTable: false } : undefined;
  return passing.has(operator.kind) ? { ...input, isTable: false } : undefined;
}

const joinKind = (join: Node): string =>
  join
    .list("Parameters")
    .find((parameter) => parameter.get("Name").name === "kind")
    ?.get("Expression")
    .text.trim()
    .toLowerCase() ?? "innerunique";

/** A read with one more condition, as far as that means the same outside of the query. */
const narrowed =
  (filter: Node) =>
  ({ table, condition, since }: TableRead): TableRead => {
    const tests = conjuncts(filter.get("Condition"));
    const parts = tests.filter(isSelfContained).map((part) => `(${part.source})`);
    const all = [...(condition === undefined ? [] : [condition]), ...parts].join(" and ");
    const youngest = [...(since ? [since] : []), ...tests.flatMap(ageLimit)].sort(
      (a, b) => a.milliseconds - b.milliseconds,
    )[0];
    return { table, ...(all === "" ? {} : { condition: all }), ...(youngest ? { since: youngest } : {}) };
  };

/** `Column > ago(1h)` and `Column >= ago(1h)`, with a literal; `ingestion_time()` counts as a column. */
function ageLimit(test: Node): NonNullable<TableRead["since"]>[] {
  if (test.kind !== "GreaterThanExpression" && test.kind !== "GreaterThanOrEqualExpression") return [];
  const [column, ago] = [test.get("Left"), test.get("Right")];
  const name = column.symbol?.kind === "Column" ? column.name : isCallOf(column, ingestionTime) && `${ingestionTime}()`;
  if (!name || !isCallOf(ago, "ago")) return [];
  const [span] = ago.get("ArgumentList").list("Expressions");
  const milliseconds = span && literalSpan(span.text.trim());
  return milliseconds === undefined ? [] : [{ column: name, milliseconds }];
}

const ingestionTime = "ingestion_time";

const isCallOf = (node: Node, name: string): boolean =>
  node.kind === "FunctionCallExpression" && node.get("Name").name === name;

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function literalSpan(text: string): number | undefined {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(amount) * units[unit]!;
}

function conjuncts(condition: Node): Node[] {
  if (condition.kind === "ParenthesizedExpression") return conjuncts(condition.get("Expression"));
  if (condition.kind !== "AndExpression") return [condition];
  return [...conjuncts(condition.get("Left")), ...conjuncts(condition.get("Right"))];
}

/** Whether an expression means the same anywhere: columns, literals and functions of those. */
function isSelfContained(expression: Node): boolean {
  let contained = true;
  expression.walk((node) => {
    if (node.kind === "PipeExpression" || node.kind === "StarExpression") contained = false;
    if (node.kind !== "NameReference") return;
    const kind = node.symbol?.kind;
    const isBuiltIn = kind === "Function" && node.parent?.calledBody === undefined && !changing.has(node.name);
    contained &&= kind === "Column" || isBuiltIn;
  });
  return contained;
}
