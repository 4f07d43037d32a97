/** The number of capture groups of a regular expression. */
export const captureGroups = (regex: string): number =>
  (
    regex
      .replace(/\\./g, "")
      .replace(/\[[^\]]*\]/g, "")
      .match(/\((?!\?)|\(\?P?</g) ?? []
  ).length;

/** Classes that are ASCII in RE2 and Unicode in Kusto: alone, and inside of brackets. */
const classes: Readonly<Record<string, readonly [alone: string, inBrackets: string]>> = {
  d: ["\\p{Nd}", "\\p{Nd}"],
  D: ["\\P{Nd}", "\\P{Nd}"],
  s: ["[\\s\\x{0B}\\x{85}\\pZ]", "\\s\\x{0B}\\x{85}\\pZ"],
  S: ["[^\\s\\x{0B}\\x{85}\\pZ]", "\\S"],
  w: ["[\\pL\\pM\\p{Nd}\\p{Pc}]", "\\pL\\pM\\p{Nd}\\p{Pc}"],
  W: ["[^\\pL\\pM\\p{Nd}\\p{Pc}]", "\\W"],
};

/** A regular expression whose classes, and names of groups, are those of Kusto. */
export function unicodeRegex(pattern: string): string {
  let inBrackets = false;
  return pattern.replace(/\\[\s\S]|\(\?<(?=\w)|[[\]]/g, (token) => {
    if (token === "(?<") return inBrackets ? token : "(?P<";
    if (token === "[" && !inBrackets) inBrackets = true;
    else if (token === "]") inBrackets = false;
    return classes[token[1] ?? ""]?.[inBrackets ? 1 : 0] ?? token;
  });
}

/** The same expression without capture groups of its own. */
export function withoutGroups(pattern: string): string {
  let inBrackets = false;
  return pattern.replace(/\\[\s\S]|\(\?P?<\w+>|\((?!\?)|[[\]]/g, (token) => {
    if (token === "[") inBrackets = true;
    else if (token === "]") inBrackets = false;
    else if (token.startsWith("(") && !inBrackets) return "(?:";
    return token;
  });
}

/** The names of a regular expression's capture groups, in order; '' for those without one. */
export const groupNames = (regex: string): string[] =>
  [
    ...regex
      .replace(/\\./g, "")
      .replace(/\[[^\]]*\]/g, "")
      .matchAll(/\(\?P?<(\w+)>|\((?!\?)/g),
  ].map((match) => match[1] ?? "");

/** Why a pattern is no regular expression, in the words of JavaScript, which parses what it has in common with RE2; undefined for one that is. */
export function faultIn(pattern: string): string | undefined {
  const common = pattern
    .replace(/\\Q[\s\S]*?(?:\\E|$)|\\[xpP]\{[^}]*\}/g, "q")
    .replace(/\\[\s\S]|\(\?P?<\w+>|\(\?[imsU-]+([:)])|\[\^?\]|\[:\^?\w+:\]/g, (token, end?: string) => {
      if (token[0] === "\\") return /[\w]/.test(token[1]!) ? "\\d" : token;
      if (end !== undefined) return end === ":" ? "(?:" : "";
      if (token.startsWith("(")) return "(";
      return token.startsWith("[:") ? "a" : `${token.slice(0, -1)}\\]`;
    });
  try {
    new RegExp(common);
  } catch (error) {
    return (error as Error).message.split(": ").at(-1)!.toLowerCase();
  }
  const repeated = [...common.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap((match) => [match[1], match[2]]);
  return repeated.some((count) => Number(count ?? 0) > 1000) ? "more than 1,000 repetitions" : undefined;
}
