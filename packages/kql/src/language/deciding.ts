import type { Analysis } from "../analysis";
import type { Node } from "./node";

type Tables = ReadonlySet<string>;

/** What is known of a tabular expression. */
interface Flow {
  /** Tables whose rows decide whether it has any. */
  readonly deciding: Tables;
  /** Tables that each column's values can depend on. */
  readonly columns: ReadonlyMap<string, Tables>;
  /** Tables that decide how many rows it has. */
  readonly counting: Tables;
  /** Tables that decide in which order its rows come. */
  readonly order: Tables;
  /** Columns that no two rows share the values of. */
  readonly uniqueBy?: readonly string[];
  /** Every table it reads. */
  readonly every: Tables;
}

type Lets = ReadonlyMap<string, () => Flow>;

/**
 * Tables whose rows can decide whether a query has rows at all; what it reads beside them only adds to the rows it has,
 * such as the right side of `lookup kind=leftouter` whose columns no filter asks for. A query without rows still has none
 * when rows are added to any other table. Errs on the side of more.
 */
export function decidingTables(analysis: Analysis): readonly string[] {
  const flow = flowOfBlock(analysis.tree.list("Statements"), new Map());
  return analysis.tables.filter((table) => flow.deciding.has(table));
}

const none: Tables = new Set();
const all = (...sets: readonly Tables[]): Tables => new Set(sets.flatMap((set) => [...set]));

function flowOfBlock(statements: readonly Node[], outer: Lets, result?: Node): Flow {
  let lets = outer;
  for (const statement of statements) {
    if (statement.kind !== "LetStatement") continue;
    const before = lets;
    const value = statement.get("Expression");
    let known: Flow | undefined;
    const flow = () => {
      known ??= flowOf(value, before);
      return known;
    };
    lets = new Map([...lets, [statement.get("Name").name, flow]]);
  }
  const last =
    result ?? statements.findLast((statement) => statement.kind === "ExpressionStatement")?.get("Expression");
  return last ? flowOf(last, lets) : undecided(none, []);
}

/** Everything may depend on everything. */
function undecided(every: Tables, columns: readonly string[]): Flow {
  return {
    deciding: every,
    counting: every,
    order: every,
    every,
    columns: new Map(columns.map((name) => [name, every])),
  };
}

const names = (node: Node): string[] => node.columns?.map(({ name }) => name) ?? [];

function flowOf(node: Node, lets: Lets): Flow {
  switch (node.kind) {
    case "ParenthesizedExpression":
    case "MaterializeExpression":
      return flowOf(node.get("Expression"), lets);
    case "NameReference":
    case "FunctionCallExpression": {
      if (node.symbol?.kind === "Table") return undecided(new Set([node.symbol.name]), names(node));
      const body = node.calledBody;
      if (body) return flowOfBlock(body.list("Statements"), lets, body.get("Expression"));
      return lets.get(node.name)?.() ?? undecided(tablesIn(node, undefined, lets), names(node));
    }
    case "DataTableExpression":
    case "PrintOperator":
      return { ...undecided(tablesIn(node, undefined, lets), names(node)), deciding: none };
    case "UnionOperator":
      return unionOf(
        node.list("Expressions").map((expression) => flowOf(expression, lets)),
        node,
      );
    case "PipeExpression": {
      const input = flowOf(node.get("Expression"), lets);
      const operator = node.get("Operator");
      return (steps[operator.kind] ?? anything)(operator, input, lets);
    }
    default:
      return undecided(tablesIn(node, undefined, lets), names(node));
  }
}

/** Tables that the values of an expression can depend on: those of its columns, and those it reads itself. */
function tablesIn(expression: Node, input: Flow | undefined, lets: Lets): Tables {
  const found = new Set<string>();
  const add = (tables: Tables): void => {
    for (const table of tables) found.add(table);
  };
  const visit = (node: Node): void => {
    const symbol = node.kind === "NameReference" || node.kind === "FunctionCallExpression" ? node.symbol : undefined;
    if (symbol?.kind === "Table") found.add(symbol.name);
    if (node.kind === "NameReference") {
      if (symbol?.kind === "Column") add(input?.columns.get(node.name) ?? none);
      else add(lets.get(node.name)?.().every ?? none);
    }
    if (node.kind === "FunctionCallExpression" && node.tableName) found.add(node.tableName);
    // What it says of a row depends on which rows come before it.
    if (node.kind === "FunctionCallExpression" && input && ofOtherRows.test(node.get("Name").name))
      for (const tables of [input.deciding, input.counting, input.order]) add(tables);
    node.calledBody?.walk(visit);
  };
  expression.walk(visit);
  return found;
}

/** Functions over serialized rows. */
const ofOtherRows = /^(next|prev|row_\w+)$/;

type Step = (operator: Node, input: Flow, lets: Lets) => Flow;

const anything: Step = (operator, input, lets) =>
  undecided(all(input.every, tablesIn(operator, input, lets)), names(operator));

const passes: Step = (_operator, input) => input;

const filters: Step = (operator, input, lets) => {
  const tested = tablesIn(operator, input, lets);
  return {
    ...input,
    deciding: all(input.deciding, tested),
    counting: all(input.counting, tested),
    every: all(input.every, tested),
  };
};

/** Which rows stay depends on their order. */
const cuts: Step = (operator, input, lets) => {
  const every = all(input.every, tablesIn(operator, input, lets));
  return { ...input, every, columns: new Map([...input.columns.keys()].map((name) => [name, every])) };
};

/** Columns by name; those of an expression without a name can be any column that was not there before. */
function computed(expressions: readonly Node[], operator: Node, input: Flow, lets: Lets, also: Tables = none): Flow {
  const columns = new Map<string, Tables>();
  const each = expressions.map((expression) => ({
    name: nameOf(expression),
    tables: all(also, tablesIn(expression, input, lets)),
  }));
  const unnamed = all(...each.map(({ tables }) => tables));
  const made = new Set(expressions.filter((one) => one.kind !== "NameReference").map(nameOf));
  const kept = names(operator);
  for (const name of kept) {
    const own = each.filter((one) => one.name === name);
    columns.set(name, own.length > 0 ? all(...own.map(({ tables }) => tables)) : (input.columns.get(name) ?? unnamed));
  }
  const { uniqueBy, ...rest } = input;
  const isUnique = uniqueBy?.every((name) => kept.includes(name) && !made.has(name) && !made.has(undefined));
  return { ...rest, ...(isUnique ? { uniqueBy } : {}), columns, every: all(input.every, unnamed) };
}

function nameOf(expression: Node): string | undefined {
  if (expression.kind === "SimpleNamedExpression") return expression.get("Name").name;
  return expression.kind === "NameReference" ? expression.name : undefined;
}

const computes: Step = (operator, input, lets) => computed(operator.list("Expressions"), operator, input, lets);

const serializes: Step = (operator, input, lets) => computed(operator.list("Expressions"), operator, input, lets);

const sorts: Step = (operator, input, lets) => ({ ...input, order: tablesIn(operator, input, lets) });

const summarizes: Step = (operator, input, lets) => {
  const keys = operator.maybe("ByClause")?.list("Expressions");
  const aggregates = operator.list("Aggregates");
  if (!keys) {
    const every = all(input.every, tablesIn(operator, input, lets));
    return { ...undecided(every, names(operator)), deciding: none };
  }
  const measured = all(input.counting, input.deciding, ...aggregates.map((one) => tablesIn(one, input, lets)));
  const grouped = computed(keys, operator, input, lets);
  const keyed = all(...keys.map((key) => tablesIn(key, input, lets)));
  const keyNames = new Set(keys.map(nameOf));
  const uniqueBy = keys.flatMap((key) => nameOf(key) ?? []);
  // A key without a name may have that of any column.
  const columns = [...grouped.columns].map(
    ([name, tables]) => [name, keyNames.has(name) ? tables : all(keyed, measured)] as const,
  );
  const every = all(grouped.every, measured);
  const isUnique = uniqueBy.length === keys.length;
  const { uniqueBy: _uniqueBy, ...rest } = grouped;
  return { ...rest, ...(isUnique ? { uniqueBy } : {}), columns: new Map(columns), every, order: every };
};

const joins: Step = (operator, input, lets) => {
  const right = flowOf(operator.get("Expression"), lets);
  const named = operator
    .list("Parameters")
    .find((parameter) => parameter.get("Name").name.toLowerCase() === "kind")
    ?.get("Expression")
    .text.trim()
    .toLowerCase();
  const kind = named ?? (operator.kind === "LookupOperator" ? "leftouter" : "innerunique");
  const every = all(input.every, right.every, tablesIn(operator, input, lets));
  if (kind.startsWith("right") || kind === "fullouter") return undecided(every, names(operator));
  // What a row is given depends on what there is to give and on what the row is met by, not on its other columns.
  const given = all(right.every, tablesIn(operator, input, lets));
  const columns = new Map(names(operator).map((name) => [name, input.columns.get(name) ?? given]));
  const isOuter = kind === "leftouter";
  // A row that meets one row at most stays one row.
  const isOne = isOuter && right.uniqueBy?.every((name) => metBy(operator).has(name));
  const counting = isOne ? input.counting : all(input.counting, given);
  const deciding = isOuter ? input.deciding : all(input.deciding, given);
  return { deciding, counting, order: every, every, columns };
};

/** Columns of the right side that have to be equal to one of the left. */
function metBy(operator: Node): ReadonlySet<string> {
  const clause = operator.maybe("ConditionClause") ?? operator.maybe("LookupClause");
  const conditions = clause?.list("Expressions") ?? [];
  // `Agent`, or `$left.Key == $right.Agent`.
  return new Set(conditions.flatMap(({ text }) => /^\w+$/.exec(text)?.[0] ?? /\$right\.(\w+)/.exec(text)?.[1] ?? []));
}

function unionOf(inputs: readonly Flow[], operator: Node): Flow {
  const columns = new Map<string, Tables>();
  const every = all(...inputs.map((input) => input.every));
  for (const name of names(operator)) {
    const known = inputs.map((input) => input.columns.get(name));
    // A column that some input lacks may be one that was renamed.
    columns.set(name, known.every((tables) => tables !== undefined) ? all(...known.map((tables) => tables!)) : every);
  }
  return {
    deciding: all(...inputs.map((input) => input.deciding)),
    counting: all(...inputs.map((input) => input.counting)),
    order: every,
    every,
    columns,
  };
}

const unites: Step = (operator, input, lets) =>
  unionOf([input, ...operator.list("Expressions").map((expression) => flowOf(expression, lets))], operator);

/** Rows are repeated, or left out, as their values say. */
const expands: Step = (operator, input, lets) => {
  const tested = filters(operator, input, lets);
  return computed(operator.list("Expressions"), operator, tested, lets);
};

const steps: Readonly<Record<string, Step>> = {
  AsOperator: passes,
  DistinctOperator: computes,
  ExtendOperator: computes,
  FilterOperator: filters,
  JoinOperator: joins,
  LookupOperator: joins,
  MvExpandOperator: expands,
  ProjectAwayOperator: passes,
  ProjectKeepOperator: passes,
  ProjectOperator: computes,
  ProjectRenameOperator: computes,
  ProjectReorderOperator: passes,
  SerializeOperator: serializes,
  SortOperator: sorts,
  SummarizeOperator: summarizes,
  TakeOperator: cuts,
  TopOperator: cuts,
  UnionOperator: unites,
};
