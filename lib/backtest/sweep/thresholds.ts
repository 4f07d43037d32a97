import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { AnalyticsRule, Workspace } from "../../emulator";
import { usedNames } from "./used-names";

/** A number that decides whether a rule speaks up. */
export interface Threshold {
  readonly name: string;
  /** a limit that the watchlist AgentPolicy sets, or a literal of the rule's query */
  readonly kind: "policy" | "query";
  /** as it is written now, such as 50 or 24h */
  readonly current: string;
  /** offsets of a literal in the query */
  readonly start?: number;
  readonly end?: number;
  /** whether something must be equal to it: then a higher value is no looser or stricter one */
  readonly isExact?: boolean;
}

/** The function that holds what applies where AgentPolicy says nothing, and that watchlist. */
const limitsFunction = "AgentLimits";
export const policyAlias = "AgentPolicy";

/** What a rule's thresholds are: limits of AgentPolicy that reach it through functions, `let` literals, and numbers that conditions compare with. */
export function thresholdsOf(rule: AnalyticsRule, workspace: Workspace): Threshold[] {
  return [...literalsOf(rule.query), ...policyLimits(rule, workspace)];
}

const lets = new Set(["LongLiteralExpression", "RealLiteralExpression", "TimespanLiteralExpression"]);
const comparisons = new Set([
  "GreaterThanExpression",
  "GreaterThanOrEqualExpression",
  "LessThanExpression",
  "LessThanOrEqualExpression",
]);
const numbers = new Set(["LongLiteralExpression", "RealLiteralExpression"]);
const equalities = new Set(["EqualExpression", "NotEqualExpression"]);

function literalsOf(query: string): Threshold[] {
  const found: Threshold[] = [];
  const equated = new Set<string>();
  syntaxOf(query).walk((node) => {
    if (equalities.has(node.kind)) for (const side of ["Left", "Right"]) equated.add(node.get(side).source.trim());
    if (node.kind === "LetStatement" && lets.has(node.get("Expression").kind)) {
      const literal = node.get("Expression");
      found.push(of(node.get("Name").name, literal));
    }
    if (!comparisons.has(node.kind)) return;
    const [left, right] = [node.get("Left"), node.get("Right")];
    // Whether there is any at all is no matter of degree.
    if (numbers.has(right.kind) && Number(right.text) > 1)
      found.push(of(left.source.trim().replace(/\s+/g, " "), right));
  });
  return found.map((threshold) => (equated.has(threshold.name) ? { ...threshold, isExact: true } : threshold));
}

const of = (name: string, literal: ReturnType<typeof syntaxOf>): Threshold => ({
  name,
  kind: "query",
  current: literal.text.trim(),
  start: literal.start,
  end: literal.end,
});

function policyLimits({ query }: AnalyticsRule, { functions, watchlists }: Workspace): Threshold[] {
  const body = functions.find(({ name }) => name === limitsFunction)?.body ?? "";
  const used = usedNames(query, functions);
  const policy = watchlists.find(({ alias }) => alias === policyAlias);
  const everyone = policy?.items.find(({ AgentOrBlueprintId: id }) => id === "*");
  return [...body.matchAll(/\b(\w+) = coalesce\(\1, (?:int|long|real)\(([\d.]+)\)\)/g)]
    .filter(([, name]) => used.has(name!))
    .map(([, name, value]) => ({ name: name!, kind: "policy" as const, current: everyone?.[name!] || value! }));
}

const factors = [0.25, 0.5, 0.75, 1.5, 2, 4];

/** Values to try beside the current one: a quarter of it to four times it, as they are written. */
export function valuesFor({ current }: Threshold): string[] {
  const [, digits, unit] = /^([\d.]+)(\w*)$/.exec(current) ?? [];
  if (digits === undefined) return [];
  const number = Number(digits);
  const isWhole = !digits.includes(".");
  const values = factors.map((factor) =>
    isWhole ? Math.round(number * factor) : Math.round(number * factor * 1000) / 1000,
  );
  return [...new Set(values)]
    .filter((value) => value > 0 && value !== number)
    .map((value) => `${isWhole || !Number.isInteger(value) ? value : `${value}.0`}${unit}`);
}
