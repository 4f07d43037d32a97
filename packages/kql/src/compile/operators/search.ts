import type { Node } from "../../language/node";
import {
  columnScalar,
  filter,
  findColumn,
  type Output,
  type PlanColumn,
  project,
  type Relation,
} from "../../plan/relation";
import { nullScalar, type Scalar, scalar, stringLiteral, total } from "../../plan/scalar";
import { quoted } from "../../plan/sql";
import { unicodeRegex } from "../../regex";
import { toDynamic, toText } from "../convert";
import { not } from "../logic";
import { parameter } from "../outputs";
import type { Scope } from "../scope";
import { escaped, hasTerm } from "../terms";
import { refuseTooWide } from "../too-wide";
import type { CompileOperator } from "./operator";

interface Source {
  readonly name: string;
  readonly relation: Relation;
}

/** The tables after `in`, or every table of the schema. */
function sources(node: Node, scope: Scope): Source[] {
  const listed = node.maybe("InClause")?.list("Expressions");
  if (listed)
    return listed.map((item, index) => ({
      name: item.kind === "NameReference" ? item.name : `union_arg${index}`,
      relation: scope.table(item),
    }));
  return scope.compilation.analysis.analyzer.schema.tables.map((table) => ({
    name: table.name,
    relation: scope.stored(table),
  }));
}

/** Rows of several tables as one, with the binder's columns. */
function combined(node: Node, found: readonly Relation[], scope: Scope): Relation {
  const [first] = found;
  if (!first) return scope.refuse(`${node.children[0]?.text} without a table`, node);
  if (found.length === 1) return first;
  if (scope.compilation.forSet)
    return scope.refuse(`${node.children[0]?.text} of several tables, for many runs at once`, node);
  const plans = found.map((relation) => ({
    kind: "select" as const,
    from: relation.plan,
    items: relation.columns.map((column) => column.sql),
  }));
  return {
    columns: first.columns.map((column, index) => ({
      ...column,
      nullable: found.some((relation) => relation.columns[index]!.nullable),
    })),
    hidden: [],
    order: [],
    partition: [],
    plan: { kind: "union", inputs: plans },
  };
}

/** A table's columns in the shape of the result; what it does not have is null. */
function shaped(node: Node, { relation, name }: Source, nameColumn: string, pack?: string): Relation {
  const columns = node.columns!;
  const shown = new Set(columns.map((column) => column.name));
  const owned = new Map(relation.columns.map((column) => [column.name, column]));
  const rest = relation.columns.filter((column) => !shown.has(column.name));
  return project(
    { ...relation, order: [] },
    columns.map((column): Output => {
      if (column.name === nameColumn) return { name: column.name, value: stringLiteral(name) };
      if (column.name === pack) return { name: column.name, value: packed(rest) };
      const own = owned.get(column.name);
      return {
        name: column.name,
        value: own && own.type === column.type ? columnScalar(own) : nullScalar(column.type),
      };
    }),
  );
}

const packed = (columns: readonly PlanColumn[]): Scalar =>
  scalar(
    "dynamic",
    columns.length === 0
      ? "'{}'::JSON"
      : `json_object(${columns.map((column) => `${quoted(column.name)}, ${toDynamic(columnScalar(column)).sql}`).join(", ")})`,
    false,
  );

/** Any column of the row has the term (numbers with decimals are not searched); `*` in it or at an end means any text there. */
function anyColumnHas(term: Scalar, row: Relation, caseSensitive: boolean): string {
  const searched = row.columns.filter(({ type }) => type !== "real" && type !== "decimal");
  const tests = searched.map((column) => termTest(toText(columnScalar(column)).sql, term, caseSensitive));
  return `(${tests.join(" OR ") || "false"})`;
}

function termTest(text: string, term: Scalar, caseSensitive: boolean): string {
  const value = term.literal?.value;
  if (typeof value !== "string") return hasTerm(text, term, caseSensitive, "both");
  const [open, close] = [value.startsWith("*"), value.length > 1 && value.endsWith("*")];
  const bare = stringLiteral(value.slice(open ? 1 : 0, close ? -1 : undefined));
  const within = value.slice(open ? 1 : 0, close ? -1 : undefined).split("*");
  if (within.length > 1) {
    const parts = `${open ? "" : "\\b"}${within.map(escaped).join(".*")}${close ? "" : "\\b"}`;
    return `regexp_matches(${text}, ${quoted(unicodeRegex(`${caseSensitive ? "" : "(?i)"}${parts}`))})`;
  }
  if (open && close)
    return caseSensitive ? `contains(${text}, ${bare.sql})` : `contains(lower(${text}), lower(${bare.sql}))`;
  return hasTerm(text, bare, caseSensitive, open ? "end" : close ? "start" : "both");
}

/** The condition of `search`: a bare text or number is looked for in every column. */
function searchCondition(node: Node, row: Relation, scope: Scope, caseSensitive: boolean): Scalar {
  const inner = (child: Node): Scalar => searchCondition(child, row, scope, caseSensitive);
  switch (node.kind) {
    case "ParenthesizedExpression":
      return inner(node.get("Expression"));
    case "AndExpression":
    case "OrExpression": {
      const word = node.kind === "AndExpression" ? "AND" : "OR";
      const [left, right] = [inner(node.get("Left")), inner(node.get("Right"))];
      return scalar("bool", `(${left.sql} ${word} ${right.sql})`, left.nullable || right.nullable);
    }
    case "FunctionCallExpression":
      return node.get("Name").name === "not"
        ? not(inner(node.get("ArgumentList").list("Expressions")[0]!))
        : scope.scalar(node);
    case "StarExpression":
      return total("true");
    case "SearchExpression":
      return columnSearch(node, row, scope, caseSensitive);
    case "StringLiteralExpression":
    case "CompoundStringLiteralExpression":
      return total(anyColumnHas(scope.scalar(node), row, caseSensitive));
    case "LongLiteralExpression":
    case "RealLiteralExpression":
      return total(anyColumnHas(stringLiteral(node.text), row, caseSensitive));
    default:
      return scope.scalar(node);
  }
}

/** `column:term`. */
function columnSearch(node: Node, row: Relation, scope: Scope, caseSensitive: boolean): Scalar {
  const term = toText(scope.scalar(node.get("Right")));
  if (node.get("Left").kind === "StarExpression") return total(anyColumnHas(term, row, caseSensitive));
  return total(termTest(toText(scope.scalar(node.get("Left"))).sql, term, caseSensitive));
}

function searched(node: Node, found: readonly Source[], scope: Scope): Relation {
  refuseTooWide("a search", found.length, node.columns!.length, node, scope);
  const caseSensitive = parameter(node, "kind") === "case_sensitive";
  const filtered = found.map((item) => {
    const inside = scope.over(item.relation);
    const condition = searchCondition(node.get("Condition"), item.relation, inside, caseSensitive);
    return shaped(node, { ...item, relation: filter(item.relation, condition) }, "$table");
  });
  return combined(node, filtered, scope);
}

/** `T | search …`. */
export const search: CompileOperator = (node, input, scope) =>
  searched(node, [{ name: "search_arg0", relation: input }], scope);

/** `search … ` over the tables given, or all. */
export const leadingSearch = (node: Node, scope: Scope): Relation => searched(node, sources(node, scope), scope);

/** `find [in (…)] where … [project …]`. */
export function find(node: Node, scope: Scope): Relation {
  if (node.maybe("ProjectAway")) return scope.refuse("find with project-away", node);
  const used = new Set<string>();
  node.get("Condition").walk((part) => {
    if (part.symbol?.kind === "Column") used.add(part.name);
  });
  const found = sources(node, scope).filter(({ relation }) => [...used].every((name) => findColumn(relation, name)));
  refuseTooWide("find", found.length, node.columns!.length, node, scope);
  const sourceColumn = parameter(node, "withsource") ?? "source_";
  const rows = found.map((item) => {
    const condition = scope.over(item.relation).scalar(node.get("Condition"));
    return shaped(node, { ...item, relation: filter(item.relation, condition) }, sourceColumn, "pack_");
  });
  return combined(node, rows, scope);
}
