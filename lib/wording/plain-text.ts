const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/**
 * HTML, as comments on incidents are, as text on one line.
 * @param longest in characters; what is beyond is left out
 */
export function plainText(html: string, longest = 400): string {
  const text = html
    .replace(/<\/(p|li|ul|ol|div|tr|td|th|h\d)>|<br\s*\/?>/gi, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#39|\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
