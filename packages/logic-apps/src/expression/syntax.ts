import type { NumberValue } from "../values/number";

/** An expression; `at` is its offset in the text it was parsed from. */
export type Expression = Literal | Call | Access;

export interface Literal {
  readonly kind: "literal";
  readonly value: string | boolean | null | NumberValue;
  readonly at: number;
}

export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly at: number;
}

/** `target[key]` or `target.key`; `optional` with a question mark before. */
export interface Access {
  readonly kind: "access";
  readonly target: Expression;
  readonly key: Expression;
  readonly optional: boolean;
  readonly at: number;
}

/** A string of a definition: plain text, one expression, or text with expressions in it. */
export type Template =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "interpolation"; readonly parts: readonly (string | Expression)[] };
