import { join } from "node:path";
import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { WorkCache, WorkKind } from "../../cache";
import type { Content } from "../content";
import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Check } from "./context";

/** Smaller numbers count kinds, ranks and days; who tunes a rule has no use for them. */
const least = 10;
const code = "rule/literal-threshold";

type Node = ReturnType<typeof syntaxOf>;

const comparisons = new Set([
  "GreaterThanExpression",
  "GreaterThanOrEqualExpression",
  "LessThanExpression",
  "LessThanOrEqualExpression",
  "EqualExpression",
  "NotEqualExpression",
]);
const ranges = new Set(["BetweenExpression", "NotBetweenExpression"]);
const numbers = new Set([
  "LongLiteralExpression",
  "IntLiteralExpression",
  "RealLiteralExpression",
  "DecimalLiteralExpression",
]);
/** Functions that leave a number what it is. */
const casts = /^to(int|long|real|double|decimal)$/;

/** A comparison with a number that the query writes down. */
interface Literal {
  readonly text: string;
  readonly offset: number;
}

/** The syntax tree is made by Microsoft's language service, which takes its time. */
const literals: WorkKind = {
  name: "literals",
  code: [
    __filename,
    join(__dirname, "../../../packages/kql/src/language"),
    require.resolve("@kusto/language-service-next/package.json"),
  ],
};

/** Limits are columns of `AgentLimits`, which people set for an agent, a blueprint or all of them: a rule compares with no number of its own. */
export const checkLiteralThresholds: Check = ({ content, cache }) => {
  if (!hasLimits(content)) return [];
  return content.detections.flatMap((rule) => literalsOf(rule.data.query, cache).map((found) => problem(rule, found)));
};

/** Content of other solutions has no such function. */
export const hasLimits = ({ functions }: Content): boolean => functions.some(({ data }) => data.name === "AgentLimits");

/** The numbers that a query compares with, once for each query. */
export const literalsOf = (query: string, cache: WorkCache): readonly Literal[] =>
  cache.remember(literals, [query], () => literalsIn(query));

const problem = ({ source }: DetectionItem, { text, offset }: Literal): Problem => ({
  code,
  severity: "error",
  message: `"${text}" compares with a number that nobody can set`,
  file: source.file,
  ...source.placesOf(["query"])(offset),
  suggestion: "add the limit to AgentLimits() and the watchlist AgentPolicy, and compare with its column",
});

function literalsIn(query: string): Literal[] {
  const tree = syntaxOf(query);
  const named = numbersByName(tree);
  const found: Literal[] = [];
  tree.walk((node) => {
    const [measured, limits] = sidesOf(node);
    // A status is no matter of degree.
    if (measured.some((side) => /(code|status)\W*$/i.test(side.text))) return;
    if (!limits.some((side) => numberOf(side, named) >= least)) return;
    found.push({ text: node.source.trim().replace(/\s+/g, " "), offset: node.start });
  });
  return found;
}

/** What is compared, and what it is compared with: of two sides either may be the number. */
function sidesOf(node: Node): [Node[], Node[]] {
  if (comparisons.has(node.kind)) {
    const sides = [node.get("Left"), node.get("Right")];
    return [sides, sides];
  }
  if (!ranges.has(node.kind)) return [[], []];
  const range = node.get("Right");
  return [[node.get("Left")], [range.get("First"), range.get("Second")]];
}

/** Numbers that a query gives a name before it compares with them. */
function numbersByName(tree: Node): Map<string, number> {
  const found = new Map<string, number>();
  tree.walk((node) => {
    if (node.kind !== "LetStatement") return;
    const value = numberOf(node.get("Expression"), found);
    if (!Number.isNaN(value)) found.set(node.get("Name").name, value);
  });
  return found;
}

/** NaN for what is no number that the query writes down. */
function numberOf(node: Node, named: ReadonlyMap<string, number>): number {
  if (numbers.has(node.kind)) return Number(/\d[\d.]*(e[+-]?\d+)?/i.exec(node.text)?.[0]);
  if (node.kind === "ParenthesizedExpression") return numberOf(node.get("Expression"), named);
  if (node.kind === "NameReference") return named.get(node.name) ?? Number.NaN;
  if (node.kind !== "FunctionCallExpression" || !casts.test(node.get("Name").name)) return Number.NaN;
  const [given] = node.get("ArgumentList").list("Expressions");
  return given ? numberOf(given, named) : Number.NaN;
}
