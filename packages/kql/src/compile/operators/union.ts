import type { Node } from "../../language/node";
import { columnScalar, findColumn, type Output, planColumns, project, type Relation } from "../../plan/relation";
import { HI, LO, membership, RUN, toEach, toSpan } from "../../plan/runs";
import { nullScalar, scalar, stringLiteral } from "../../plan/scalar";
import type { Column, KqlType } from "../../types";
import { convert } from "../convert";
import { onlyParameters, parameter } from "../outputs";
import type { Scope } from "../scope";
import { refuseTooWide } from "../too-wide";
import type { CompileOperator } from "./operator";

interface Input {
  readonly relation: Relation;
  readonly name: string;
}

/** `union`, with or without a piped input. */
export const union: CompileOperator = (node, input, scope) =>
  unionOf(node, [{ relation: input, name: input.name ?? pipedName(node, scope) }], scope);

/** `union A, B` at the start of a pipe. */
export const leadingUnion = (node: Node, scope: Scope): Relation => unionOf(node, [], scope);

function unionOf(node: Node, piped: readonly Input[], scope: Scope): Relation {
  onlyParameters(node, ["kind", "isfuzzy", "withsource", "with_source"], scope);
  const fuzzy = parameter(node, "isfuzzy")?.toLowerCase() === "true";
  const sourceColumn = parameter(node, "withsource") ?? parameter(node, "with_source");
  const inputs = [...piped];
  for (const expression of node.list("Expressions")) {
    const matching = wildcardTables(expression, scope);
    if (matching) {
      inputs.push(...matching);
      continue;
    }
    if (fuzzy && isMissing(expression)) continue;
    const relation = scope.table(expression);
    inputs.push({ relation, name: relation.name ?? sourceName(expression, inputs.length, scope) });
  }
  if (inputs.length === 0) return scope.refuse("a union of which no table exists", node);
  const columns = resultColumns(node, inputs, sourceColumn);
  refuseTooWide("a union", inputs.length, columns.length, node, scope);
  const met = inSameRuns(inputs);
  const given = typesByName(inputs);
  const projected = met.map((item) => aligned(item, columns, sourceColumn, given));
  const shared = projected.every((relation) => relation.ingestionTime) ? projected[0]! : undefined;
  const names = planColumns(columns);
  const runs = projected[0]!.hidden.filter((name) => [RUN, LO, HI].includes(name));
  return {
    columns: names.map((column, index) => ({
      ...column,
      nullable: projected.some((relation) => relation.columns[index]!.nullable),
    })),
    hidden: [...(shared ? [shared.ingestionTime!] : []), ...runs],
    order: [],
    partition: runs.filter((name) => name === RUN),
    ...(projected.some(({ scattered }) => scattered) ? { scattered: true } : {}),
    ...(projected.every(({ steady }) => steady) ? { steady: true } : {}),
    ...(shared ? { ingestionTime: shared.ingestionTime! } : {}),
    plan: { kind: "union", inputs: projected.map((relation) => visible(relation, runs, shared?.ingestionTime)) },
  };
}

/** Inputs that know in the same way which runs their rows are in. */
function inSameRuns(inputs: readonly Input[]): readonly Input[] {
  const kinds = new Set(inputs.map(({ relation }) => membership(relation)));
  if (kinds.size === 1) return inputs;
  // Rows of each run become spans of one run where they are few.
  const areFew = inputs.every(
    ({ relation }) => membership(relation) !== "each" || (relation.recent && String(relation.partition) === RUN),
  );
  const as = kinds.has("each") && !(kinds.has("span") && areFew) ? toEach : toSpan;
  return inputs.map(({ relation, name }) => ({ relation: as(relation), name }));
}

/** The tables that a name with `*` stands for; undefined for any other expression. */
function wildcardTables(expression: Node, scope: Scope): Input[] | undefined {
  const pattern = expression.kind === "NameReference" ? expression.text : "";
  if (!pattern.includes("*")) return undefined;
  const matches = new RegExp(`^${pattern.replace(/[.$^()]/g, "\\$&").replaceAll("*", ".*")}$`);
  return scope.compilation.analysis.analyzer.schema.tables
    .filter((table) => matches.test(table.name))
    .map((table) => ({ name: table.name, relation: scope.stored(table) }));
}

/** A name that stands for nothing: a fuzzy union leaves it out. */
const isMissing = (expression: Node): boolean => {
  const plain = expression.kind === "ParenthesizedExpression" ? expression.get("Expression") : expression;
  if (plain.kind === "PipeExpression") return isMissing(plain.get("Expression"));
  return (
    !plain.columns ||
    ((plain.kind === "NameReference" || plain.kind === "FunctionCallExpression") && plain.symbol === undefined) ||
    plain.symbol?.kind === "Error"
  );
};

/** The types in which the inputs have a column, by its name. */
type Given = ReadonlyMap<string, ReadonlySet<KqlType>>;

function typesByName(inputs: readonly Input[]): Given {
  const given = new Map<string, Set<KqlType>>();
  for (const { relation } of inputs)
    for (const { name, type } of relation.columns) {
      const types = given.get(name);
      if (types) types.add(type);
      else given.set(name, new Set([type]));
    }
  return given;
}

/** The binder lists every input's columns also for `kind=inner`, which keeps only those that all inputs have. */
function resultColumns(node: Node, inputs: readonly Input[], sourceColumn: string | undefined): readonly Column[] {
  const given = typesByName(inputs);
  const columns = node.columns!.filter(({ name, type }) => name === sourceColumn || isGiven(name, type, given));
  if (parameter(node, "kind")?.toLowerCase() !== "inner") return columns;
  const shared = ({ name, type }: Column): boolean =>
    inputs.every(({ relation }) => findColumn(relation, name)?.type === type);
  return columns.filter((column) => column.name === sourceColumn || shared(column));
}

/** The binder also guesses columns of inputs that do not exist. A column of several types is named after its type. */
const isGiven = (name: string, type: string, given: Given): boolean =>
  given.has(name) || (name.endsWith(`_${type}`) && given.has(name.slice(0, -type.length - 1)));

/** Only the visible columns, the runs, and the ingestion time when every input has it. */
const visible = (relation: Relation, runs: readonly string[], ingestionTime: string | undefined): Relation["plan"] => ({
  kind: "select",
  from: relation.plan,
  items: [
    ...relation.columns.map((column) => column.sql),
    ...(ingestionTime ? [`${relation.ingestionTime} AS ${ingestionTime}`] : []),
    ...runs,
  ],
});

/** One input's columns as the union's: same name and type, or a name that the binder made from both. */
function aligned(input: Input, columns: readonly Column[], sourceColumn: string | undefined, given: Given): Relation {
  const own = new Map(input.relation.columns.map((column) => [column.name, column]));
  const outputs = columns.map(({ name, type }): Output => {
    if (name === sourceColumn) return { name, value: stringLiteral(input.name) };
    const column = own.get(name);
    if (column?.type === type) return { name, value: columnScalar(column) };
    const isGivenSo = given.get(name)?.has(type);
    const suffixed = name.endsWith(`_${type}`) ? own.get(name.slice(0, -type.length - 1)) : undefined;
    if (suffixed?.type === type && !isGivenSo) return { name, value: columnScalar(suffixed) };
    if (column && !isGivenSo) return { name, value: convert(columnScalar(column), type) };
    return { name, value: type === "string" ? scalar("string", "''") : nullScalar(type) };
  });
  return project({ ...input.relation, order: [] }, outputs);
}

const pipedName = (node: Node, scope: Scope): string => {
  const pipe = node.parent;
  return pipe?.kind === "PipeExpression" ? sourceName(pipe.get("Expression"), 0, scope) : "union_arg0";
};

/** A table goes by its name, anything else by its position. */
function sourceName(expression: Node, index: number, scope: Scope): string {
  const plain = expression.kind === "ParenthesizedExpression" ? expression.get("Expression") : expression;
  const isTable = plain.kind === "NameReference" && plain.symbol?.kind === "Table" && !scope.names.find(plain.name);
  return isTable ? plain.name : `union_arg${index}`;
}
