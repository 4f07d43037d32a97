/** Longer ones are cut at a word. */
const longest = 70;

/** The name of a rule's file, from what people call the rule. */
export function ruleFileName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (words.length <= longest) return words || "rule";
  return words.slice(0, longest + 1).replace(/-[^-]*$/, "");
}
