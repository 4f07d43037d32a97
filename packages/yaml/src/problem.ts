import type { Place } from "./lines";

/** What is wrong with a text, and where. */
export interface YamlProblem extends Place {
  /** `aliases`: repetition by alias that is without end, or beyond reason. */
  readonly kind: "not-well-formed" | "duplicate-key" | "aliases";
  readonly message: string;
}

/** A text that is no YAML; the message begins with line and column. */
export class YamlError extends Error {
  override readonly name = "YamlError";

  constructor(readonly problems: readonly YamlProblem[]) {
    super(problems.map(({ line, column, message }) => `${line}:${column}: ${message}`).join("; "));
  }
}
