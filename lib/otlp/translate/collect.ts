import type { Kind } from "../dialects";
import type { Dynamic } from "../row";
import { type EmittedSpan, ownPrefix } from "./emitted-span";
import { forget, hold } from "./held";
import { textOf } from "./plain";
import { type Holding, meanings } from "./tables";
import { plainWord } from "./words";

/** What depends on the kind of the span. How many there are stands apart, as an array that is emptied is made anew. */
const laterHoldings: Holding[] = [];
const laterValues: Dynamic[] = [];
let laterMany = 0;
const hints = new Set(["mcp.tool.read_only_hint", "mcp.tool.destructive_hint", "agent.operation.class"]);

/** What the attributes of a span say beside values of columns. */
export interface Said {
  kind: Kind | undefined;
  /** the emitter's word for it */
  word: string;
  failed: boolean;
  isGenAi: boolean;
  /** whether the agent or its tool says what the operation does */
  hasHints: boolean;
  /** what a guardrail that was or was not triggered decides */
  triggered: string | undefined;
}

/** A kind that is none counts less than any that is one, whichever attribute says it. */
const weak = 1_000_000;

/** Reads the attributes of a span into columns, but for those that depend on its kind. */
export function collect(attributes: EmittedSpan["attributes"]): Said {
  forget();
  laterMany = 0;
  const said: Said = {
    kind: undefined,
    word: "",
    failed: false,
    isGenAi: false,
    hasHints: false,
    triggered: undefined,
  };
  let rank = Number.POSITIVE_INFINITY;
  for (const name in attributes) {
    if (name.startsWith("gen_ai.")) said.isGenAi = true;
    const meaning = meanings.get(name);
    if (meaning === undefined) {
      if (name.startsWith(ownPrefix)) delete attributes[name];
      else if (hints.has(name)) said.hasHints = true;
      else if (name === "gen_ai.guardrail.triggered")
        said.triggered = textOf(attributes[name]) === "true" ? "deny" : "allow";
      continue;
    }
    const value = attributes[name]!;
    if (value === null || value === "") continue;
    for (const holding of meaning.holdings) {
      if (holding.on === undefined) hold(holding, value);
      else {
        laterHoldings[laterMany] = holding;
        laterValues[laterMany++] = value;
      }
    }
    if (meaning.failures?.has(plainWord(textOf(value)))) said.failed = true;
    if (meaning.kinds !== undefined) {
      const kind = meaning.kinds.get(plainWord(textOf(value)));
      const weight = meaning.kindRank + (kind === "Other" ? weak : 0);
      if (kind !== undefined && weight < rank) {
        said.kind = kind;
        said.word = textOf(value);
        rank = weight;
      }
    }
  }
  return said;
}

/** Gives columns what names them on spans of this kind only. */
export function holdRest(kind: Kind | undefined): void {
  for (let i = 0; i < laterMany; i++) if (laterHoldings[i]!.on === kind) hold(laterHoldings[i]!, laterValues[i]!);
  laterMany = 0;
}
