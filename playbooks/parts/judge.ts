import { choose, literal } from "./expression";
import { verdict } from "./guard";

/**
 * A reason that comes before the guard's: when it holds, the decision, and why (an expression, or plain words). Done is what
 * somebody has done already, or is about to: a run that nobody started by hand says nothing about it.
 */
export type Case = readonly [condition: string, decision: "Skip" | "Done" | "Failed" | "Ask", why: string];

/** An expression of words and values. */
export const concat = (...parts: readonly string[]): string => `concat(${parts.join(", ")})`;

/** A reason as an expression. */
export const words = (why: string): string => (why.startsWith("concat(") ? why : literal(why));

/** The decision of a plan entry: the first case that holds, else what the guard said. */
export function judge(cases: readonly Case[]): { readonly decision: string; readonly why: string } {
  const guardFailed = `equals(${verdict("decision")}, 'Failed')`;
  return {
    decision: `@{${choose(
      [[guardFailed, literal("Failed")], ...cases.map(([when, decision]) => [when, literal(decision)] as const)],
      verdict("decision"),
    )}}`,
    why: `@{${choose(
      [[guardFailed, verdict("why")], ...cases.map(([when, , why]) => [when, words(why)] as const)],
      verdict("why"),
    )}}`,
  };
}
