import type { Correlation } from "./model";

const tag = /^\s*#(dont|inc)_corr#\s*/i;

/**
 * What the start of a rule's description says about correlation, and the description without it.
 * @see https://learn.microsoft.com/defender-xdr/exclude-analytics-rules-correlation
 */
export function readCorrelation(description: string): { readonly correlation: Correlation; readonly rest: string } {
  const [match, word] = tag.exec(description) ?? [];
  if (match === undefined) return { correlation: "default", rest: description };
  return {
    correlation: word!.toLowerCase() === "inc" ? "included" : "excluded",
    rest: description.slice(match.length),
  };
}
