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

/** A regular expression whose classes are those of Kusto. */
export function unicodeRegex(pattern: string): string {
  let inBrackets = false;
  return pattern.replace(/\\[\s\S]|[[\]]/g, (token) => {
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
