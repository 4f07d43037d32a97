import { toArray } from "../language/bridge";
import type { Node } from "../language/node";
import type { Relation } from "../plan/relation";
import type { Scalar } from "../plan/scalar";
import { type KqlType, kqlTypes } from "../types";
import { convert } from "./convert";
import { shared } from "./materialized";
import { type Binding, Names, type Scope } from "./scope";

const scalarTypes = new Set<string>(kqlTypes);

/** A value computed at most once. */
export function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** What a let statement or a default binds a name to. */
function bindExpression(expression: Node, scope: Scope): Binding {
  if (expression.kind === "FunctionDeclaration") return { kind: "function", names: scope.names };
  if (expression.columns) return { kind: "table", value: once(() => shared(scope.table(expression), scope)) };
  return { kind: "scalar", value: once(() => scope.withoutRow().scalar(expression)) };
}

/** Runs a body's let statements; returns the scope its expression sees. */
export function withLets(statements: readonly Node[], scope: Scope): Scope {
  return statements.reduce((current, statement) => {
    if (statement.kind !== "LetStatement") return current;
    const binding = bindExpression(statement.get("Expression"), current);
    return current.withNames(current.names.with(statement.get("Name").name, binding));
  }, scope);
}

interface Parameter {
  readonly name: string;
  readonly type: KqlType | undefined;
  readonly defaultValue: Node | undefined;
}

function parametersOf(call: Node): Parameter[] {
  const symbol = (call.kind === "FunctionCallExpression" ? call.get("Name").symbol : call.symbol)?.raw;
  const signature = toArray(symbol?.Signatures)[0];
  return toArray(signature?.Parameters).map((raw) => {
    const typeName = toArray(raw.DeclaredTypes)[0]?.Name as string | undefined;
    return {
      name: raw.Name as string,
      type: typeName && scalarTypes.has(typeName) ? (typeName as KqlType) : undefined,
      defaultValue: raw.DefaultValue ? call.wrap(raw.DefaultValue) : undefined,
    };
  });
}

/** The scope in which the body of a user's function is compiled: its parameters bound to this call's arguments. */
function bodyScope(call: Node, body: Node, scope: Scope, piped?: Relation): Scope {
  const name = call.kind === "FunctionCallExpression" ? call.get("Name").name : call.name;
  const declared = scope.names.find(name);
  let names = declared?.kind === "function" ? declared.names : new Names();
  const args = call.kind === "FunctionCallExpression" ? call.get("ArgumentList").list("Expressions") : [];
  const parameters = parametersOf(call);
  const offset = piped ? 1 : 0;
  parameters.forEach((parameter, index) => {
    const named = args.find((arg) => isNamed(arg, parameters) && arg.get("Name").name === parameter.name);
    // Those by name may also stand in their place: what follows is in its own.
    const placed = args[index - offset];
    const arg = named?.get("Expression") ?? (placed && !isNamed(placed, parameters) ? placed : undefined);
    names = names.with(parameter.name, bindParameter(parameter, index === 0 ? piped : undefined, arg, call, scope));
  });
  return withLets(body.list("Statements"), scope.inCall(call, names));
}

const isNamed = (arg: Node, parameters: readonly Parameter[]): boolean =>
  arg.kind === "SimpleNamedExpression" && parameters.some((parameter) => parameter.name === arg.get("Name").name);

function bindParameter(
  parameter: Parameter,
  piped: Relation | undefined,
  arg: Node | undefined,
  call: Node,
  scope: Scope,
): Binding {
  if (piped) return { kind: "table", value: () => piped };
  const given = arg ?? parameter.defaultValue ?? scope.refuse(`a call without the argument ${parameter.name}`, call);
  if (arg?.columns) return { kind: "table", value: once(() => scope.table(arg)) };
  return {
    kind: "scalar",
    value: once(() => {
      const value = scope.scalar(given);
      return parameter.type && parameter.type !== value.type ? convert(value, parameter.type) : value;
    }),
  };
}

/** A call of a let-bound or saved scalar function: its body, in place. */
export function callUserScalar(call: Node, scope: Scope): Scalar {
  const body = call.calledBody!;
  return bodyScope(call, body, scope).scalar(body.get("Expression"));
}

/** A call of a let-bound or saved tabular function. */
export function callUserTable(call: Node, scope: Scope, piped?: Relation): Relation {
  const body = call.calledBody!;
  const rows = bodyScope(call, body, scope, piped).table(body.get("Expression"));
  return piped ? rows : shared(rows, scope);
}
