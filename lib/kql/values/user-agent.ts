const browsers: readonly (readonly [family: string, pattern: RegExp])[] = [
  ["Edge", /Edge?\/(\d+)\.(\d+)(?:\.(\d+))?/],
  ["Opera", /OPR\/(\d+)\.(\d+)(?:\.(\d+))?/],
  ["Firefox", /Firefox\/(\d+)\.(\d+)(?:\.(\d+))?/],
  ["Chrome", /Chrome\/(\d+)\.(\d+)(?:\.(\d+))?/],
  ["Safari", /Version\/(\d+)\.(\d+)(?:\.(\d+))?.*Safari/],
  ["IE", /MSIE (\d+)\.(\d+)/],
  ["IE", /Trident\/7.*rv:(\d+)\.(\d+)/],
  ["curl", /curl\/(\d+)\.(\d+)(?:\.(\d+))?/],
];

/** `parse_user_agent` for the common browsers; others are "Other". */
export function parseUserAgent(text: string): Record<string, unknown> {
  for (const [family, pattern] of browsers) {
    const match = pattern.exec(text);
    if (match)
      return {
        Browser: { Family: family, MajorVersion: match[1] ?? "", MinorVersion: match[2] ?? "", Patch: match[3] ?? "" },
      };
  }
  return { Browser: { Family: "Other", MajorVersion: "", MinorVersion: "", Patch: "" } };
}
