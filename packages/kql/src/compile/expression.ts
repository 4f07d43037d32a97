import type { Node } from "../language/node";
import { limit } from "../plan/limit";
import { type Scalar, scalar } from "../plan/scalar";
import { aggregateFunction } from "./aggregates";
import { anyColumnIs } from "./any-column";
import { arithmetic, negate } from "./arithmetic";
import { callUserScalar } from "./calls";
import { between, comparison } from "./comparison";
import { scalarFunction } from "./functions";
import { literalReader } from "./literals";
import { logical } from "./logic";
import { shared } from "./materialized";
import { membership } from "./membership";
import { elementExpression, pathExpression } from "./paths";
import { perRun, scalarOfThisRun } from "./runs";
import { Call, type Scope } from "./scope";
import { severalValues } from "./several";
import { equalsIgnoringCase, matchesRegex, stringPredicate } from "./strings";
import { hasAnyOrAll } from "./terms";

type Compile = (node: Node, scope: Scope) => Scalar;

const inner: Compile = (node, scope) => scope.scalar(node.get("Expression"));

const byKind: Readonly<Record<string, Compile>> = {
  ParenthesizedExpression: inner,
  SimpleNamedExpression: inner,
  UnaryPlusExpression: inner,
  UnaryMinusExpression: negate,
  NameReference: reference,
  PathExpression: pathExpression,
  ElementExpression: elementExpression,
  FunctionCallExpression: functionCall,
  ToScalarExpression: toScalar,
  AndExpression: logical,
  OrExpression: logical,
  EqualExpression: comparison,
  NotEqualExpression: comparison,
  LessThanExpression: comparison,
  LessThanOrEqualExpression: comparison,
  GreaterThanExpression: comparison,
  GreaterThanOrEqualExpression: comparison,
  AddExpression: arithmetic,
  SubtractExpression: arithmetic,
  MultiplyExpression: arithmetic,
  DivideExpression: arithmetic,
  ModuloExpression: arithmetic,
  BetweenExpression: between,
  NotBetweenExpression: between,
  EqualTildeExpression: equalsIgnoringCase,
  BangTildeExpression: equalsIgnoringCase,
  MatchesRegexExpression: matchesRegex,
  InExpression: membership,
  InCsExpression: membership,
  NotInExpression: membership,
  NotInCsExpression: membership,
  HasAnyExpression: hasAnyOrAll,
  HasAllExpression: hasAnyOrAll,
};

/** Compiles a scalar expression. */
export function compileScalar(node: Node, scope: Scope): Scalar {
  const anywhere = anyColumnIs(node, scope);
  if (anywhere) return anywhere;
  const compile = byKind[node.kind] ?? literalReader(node.kind);
  if (compile) return compile(node, scope);
  if (/^(Not)?(Has|Contains|StartsWith|EndsWith)/.test(node.kind)) return stringPredicate(node, scope);
  if (node.kind === "StarExpression") return scope.refuse("* (any column) in this operator", node.parent ?? node);
  return scope.refuse(node.kind.replace(/Expression$/, " expression"), node);
}

function reference(node: Node, scope: Scope): Scalar {
  const { name } = node;
  const column = scope.column(name);
  const kind = node.symbol?.kind;
  if (column && kind !== "Variable" && kind !== "Parameter") return column;
  const binding = scope.names.find(name);
  if (binding?.kind === "scalar") return binding.value();
  return column ?? scope.refuse(`the name ${name} here`, node);
}

function functionCall(node: Node, scope: Scope): Scalar {
  const name = node.get("Name").name;
  if (node.calledBody) return callUserScalar(node, scope);
  const several = severalValues(node, scope);
  if (several) return several[0]!;
  const aggregate = scope.grouping ? aggregateFunction(name) : undefined;
  const compile = aggregate ?? scalarFunction(name) ?? scope.refuse(`${name}()`, node);
  const inside = aggregate ? scope.ungrouped() : scope;
  const call = new Call(name, node, inside, node.get("ArgumentList").list("Expressions"), node.type ?? "dynamic");
  const result = compile(call);
  if (typeof result !== "string") return result;
  return scalar(call.type, call.type === "string" ? `coalesce(${result}, '')` : result);
}

/** `toscalar(T)`: the first column of the first row. */
function toScalar(node: Node, scope: Scope): Scalar {
  const expression = node.get("Expression");
  if (!expression.columns) return scope.scalar(expression);
  const relation = scope.table(expression);
  const column = relation.columns[0] ?? scope.refuse("toscalar() of a table without columns", node);
  const row = shared(limit(perRun(relation), "1"), scope);
  const sql = scalarOfThisRun(column.sql, row);
  return column.type === "string" ? scalar("string", `coalesce(${sql}, '')`) : scalar(column.type, sql);
}
