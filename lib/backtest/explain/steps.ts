import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { SavedFunction } from "../../emulator";

type Node = ReturnType<typeof syntaxOf>;

/** A query that gives the rows of one step, with the functions that it needs changed. */
export interface StepQuery {
  readonly text: string;
  readonly functions: readonly SavedFunction[];
}

/** One step on the way of a rule's rows. */
export interface Step {
  /** what it says, on one line */
  readonly label: string;
  /** function or `let` that it stands in; undefined in the rule itself */
  readonly within?: string;
  readonly kind: string;
  readonly query: StepQuery;
  /** steps that lead to it, where it is a name, a function's call or a union: asked for when it gives nothing */
  readonly inside?: () => readonly (readonly Step[])[];
  /** of a join, the steps of its other side */
  readonly beside?: () => readonly Step[];
}

/** Where expressions stand: what they may name, and how to ask for one. */
interface Scope {
  readonly within?: string;
  readonly lets: ReadonlyMap<string, Node>;
  readonly functions: ReadonlyMap<string, SavedFunction>;
  readonly ask: (expression: string) => StepQuery;
}

/** The steps of a rule's query, from where its rows come from to its result. */
export function stepsOf(query: string, functions: readonly SavedFunction[]): Step[] {
  const byName = new Map(functions.map((one) => [one.name, one]));
  const { lets, text, result } = partsOf(syntaxOf(query));
  const scope = {
    lets,
    functions: byName,
    ask: (expression: string) => ({ text: `${text}\n${expression}`, functions: [] }),
  };
  return result ? stepsTo(result, scope) : [];
}

function partsOf(tree: Node): { lets: Map<string, Node>; text: string; result?: Node } {
  const statements = (tree.kind === "QueryBlock" ? tree : tree).list("Statements");
  const own = statements.filter(({ kind }) => kind === "LetStatement");
  const result = statements.findLast(({ kind }) => kind === "ExpressionStatement")?.get("Expression");
  return {
    lets: new Map(own.map((statement) => [statement.get("Name").name, statement.get("Expression")])),
    text: own.map((statement) => `${statement.source};`).join("\n"),
    ...(result ? { result } : {}),
  };
}

function stepsTo(node: Node, scope: Scope): Step[] {
  const of = (more: Partial<Step> = {}): Step => ({
    label: oneLine(node.source),
    kind: node.kind,
    query: scope.ask(node.source),
    ...(scope.within === undefined ? {} : { within: scope.within }),
    ...more,
  });
  switch (node.kind) {
    case "ParenthesizedExpression":
    case "MaterializeExpression":
      return stepsTo(node.get("Expression"), scope);
    case "PipeExpression": {
      const operator = node.get("Operator");
      const more = { label: oneLine(operator.source), kind: operator.kind };
      return [...stepsTo(node.get("Expression"), scope), of({ ...more, ...besideOf(operator, scope) })];
    }
    case "NameReference": {
      const value = scope.lets.get(node.name);
      if (!value) return [of()];
      return [of({ inside: () => [stepsTo(value, { ...scope, within: node.name })] })];
    }
    case "FunctionCallExpression": {
      const called = scope.functions.get(node.get("Name").name);
      return [of(called ? { inside: () => [stepsIn(called, node, scope)] } : {})];
    }
    case "UnionOperator":
      return [of({ inside: () => node.list("Expressions").map((one) => stepsTo(one, scope)) })];
    default:
      return [of()];
  }
}

/** Of a function, for this call: it is asked for with another end. */
function stepsIn(called: SavedFunction, call: Node, scope: Scope): Step[] {
  const { lets, text, result } = partsOf(syntaxOf(called.body));
  if (!result) return [];
  return stepsTo(result, {
    within: `${called.name}()`,
    lets,
    functions: scope.functions,
    ask: (expression) => {
      const outer = scope.ask(call.source);
      const changed = { ...called, body: `${text}\n${expression}` };
      return { text: outer.text, functions: [...outer.functions.filter(({ name }) => name !== called.name), changed] };
    },
  });
}

function besideOf(operator: Node, scope: Scope): Pick<Step, "beside" | "inside"> {
  if (operator.kind === "JoinOperator" || operator.kind === "LookupOperator")
    return { beside: () => stepsTo(operator.get("Expression"), scope) };
  if (operator.kind === "UnionOperator")
    return { inside: () => operator.list("Expressions").map((one) => stepsTo(one, scope)) };
  return {};
}

const oneLine = (text: string): string => {
  const line = text
    .replace(/\/\/.*$/gm, "")
    .trim()
    .replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
};
