import { readXml, type XmlElement, XmlError } from "@sentinel-agent-identities/xml";

/** An element as Kusto shows it: `@` before attributes, `#text` beside them, arrays for repeated names. */
function shown({ attributes, children }: XmlElement): unknown {
  const elements = children.filter((child) => typeof child !== "string");
  const written = children.filter((child) => typeof child === "string").join("");
  const text = elements.length > 0 ? written.trim() : written;
  if (attributes.size === 0 && elements.length === 0) return text === "" ? null : text;
  const named = new Map<string, unknown[]>();
  for (const child of elements) {
    const known = named.get(child.name);
    if (known) known.push(shown(child));
    else named.set(child.name, [shown(child)]);
  }
  // Made of entries, since an element may be called __proto__.
  return Object.fromEntries([
    ...[...attributes].map(([name, value]) => [`@${name}`, value]),
    ...[...named].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
    ...(text === "" ? [] : [["#text", text]]),
  ]);
}

/** `parse_xml`: null when the text is not XML. One hostile row is null, and stops no query. */
export function parseXml(text: string): Record<string, unknown> | undefined {
  try {
    const root = readXml(text);
    return { [root.name]: shown(root) };
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
