import type { KqlSchema } from "../types";
import { parse, type Raw } from "./bridge";
import { Node } from "./node";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a schema's names are, for finding those that are none. */
export const namesOf = ({ tables, functions = [] }: KqlSchema): ReadonlySet<string> =>
  new Set([...tables, ...functions].map(({ name }) => name));

/** Whether a text may have inputs that are left out. */
export const hasFuzzyUnion = (text: string): boolean => /isfuzzy\s*=\s*true/i.test(text);

/** A table that an input of a fuzzy union names, and that does not exist; offsets in the query's text. */
export interface AbsentTable extends Span {
  readonly name: string;
}

/**
 * A query without the inputs of `union isfuzzy=true` that read tables which do not exist, as Kusto leaves them out
 * before it looks at columns; the binder would give their columns an unknown type and rename the others. What is left
 * out becomes blanks, so that places stay what they are.
 * @param code the text, parsed and not bound
 * @returns the text, and its parsed code, not bound yet
 */
export function withoutAbsent(
  text: string,
  known: ReadonlySet<string>,
  code: Raw = parse(text),
): { readonly text: string; readonly code: Raw; readonly absent: readonly AbsentTable[] } {
  if (!hasFuzzyUnion(text)) return { text, code, absent: [] };
  const tree = new Node(code.Syntax);
  const declared = new Set(known);
  tree.walk((node) => {
    if (node.kind === "NameDeclaration") declared.add(node.name);
  });
  let result = text;
  const removed: Span[] = [];
  const absent: AbsentTable[] = [];
  tree.walk((node) => {
    if (node.kind !== "UnionOperator" || !isFuzzy(node) || removed.some((span) => contains(span, node))) return;
    const inputs = node.list("Expressions");
    const missing = inputs.flatMap((input) => absentTable(input, declared) ?? []);
    absent.push(...missing.map(({ name, start, end }) => ({ name, start, end })));
    const kept = inputs.filter((input) => !missing.some((table) => contains(input, table)));
    if (kept.length === inputs.length || kept.length === 0) return;
    removed.push(...inputs.filter((input) => !kept.includes(input)));
    result = keepOnly(result, { start: inputs[0]!.start, end: inputs.at(-1)!.end }, kept);
  });
  return { text: result, code: result === text ? code : parse(result), absent };
}

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

/** Whether a union leaves out inputs whose tables do not exist. */
export const isFuzzy = (union: Node): boolean =>
  union.list("Parameters").some((parameter) => /^isfuzzy=true$/i.test(parameter.text.replace(/\s/g, "")));

function absentTable(input: Node, known: ReadonlySet<string>): Node | undefined {
  const first = startOf(input);
  return first && !known.has(first.name) ? first : undefined;
}

/** The plain name that an input of a union starts with; undefined where it starts with something else. */
export function startOf(input: Node): Node | undefined {
  switch (input.kind) {
    case "ParenthesizedExpression":
    case "PipeExpression":
      return startOf(input.get("Expression"));
    case "NameReference":
      return input.name.includes("*") ? undefined : input;
    default:
      return undefined;
  }
}

/** Blanks a list except for some of its items, with a comma behind each but the last. */
function keepOnly(text: string, { start, end }: Span, kept: readonly Span[]): string {
  const characters = text.split("");
  for (let i = start; i < end; i++)
    if (!kept.some((item) => item.start <= i && i < item.end) && !/\s/.test(characters[i]!)) characters[i] = " ";
  for (const item of kept.slice(0, -1)) characters[item.end] = ",";
  return characters.join("");
}
