import type { DetectionItem } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Check } from "./context";

/** Smaller numbers count kinds, ranks and days; who tunes a rule has no use for them. */
const least = 10;
const code = "rule/literal-threshold";

/** Limits are columns of `AgentLimits`, which people set for an agent, a blueprint or all of them: a rule compares with no number of its own. */
export const checkLiteralThresholds: Check = ({ content }) =>
  // Content of other solutions has no such function.
  content.functions.some(({ data }) => data.name === "AgentLimits") ? content.detections.flatMap(literals) : [];

function literals({ data, source }: DetectionItem): Problem[] {
  const places = source.placesOf(["query"]);
  return (
    [
      ...bare(data.query).matchAll(
        /(\w*)\)*\s*(?:<=?|>=?|==|!=)\s*(?:(?:int|long|real|toint|tolong|toreal)\()?(\d+(?:\.\d+)?)(?![\w.])/g,
      ),
    ]
      // A status is no matter of degree.
      .filter(([, left, number]) => Number(number) >= least && !/(code|status)$/i.test(left!))
      .map((match) => ({
        code,
        severity: "error",
        message: `"${match[0].trim()}" compares with a number that nobody can set`,
        file: source.file,
        ...places(match.index),
        suggestion: "add the limit to AgentLimits() and the watchlist AgentPolicy, and compare with its column",
      }))
  );
}

/** Comments and texts become blanks, so that places stay. */
const bare = (query: string): string =>
  query.replace(/@?"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*'|\/\/.*$/gm, (text) => " ".repeat(text.length));
