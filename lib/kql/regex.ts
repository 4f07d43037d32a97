/** The number of capture groups of a regular expression. */
export const captureGroups = (regex: string): number =>
  (
    regex
      .replace(/\\./g, "")
      .replace(/\[[^\]]*\]/g, "")
      .match(/\((?!\?)|\(\?P?</g) ?? []
  ).length;
