import { escapedXml, readXml, type XmlElement, XmlError } from "@sentinel-agent-identities/xml";
import { toText } from "./text";
import { isArray, isObject, type Value, type ValueObject } from "./value";

export { XmlError };

/** JSON of a document: attributes as `@name`, text as `#text`, repeated elements as arrays. */
export function xmlToJson(text: string): ValueObject {
  const root = readXml(text);
  return { [root.name]: contentOf(root) };
}

function contentOf({ attributes, children }: XmlElement): Value {
  const texts = children.filter((child) => typeof child === "string").filter((text) => text.trim() !== "");
  const elements = children.filter((child) => typeof child !== "string");
  if (attributes.size === 0 && elements.length === 0) return texts.length > 0 ? texts.join("") : null;
  const named = new Map<string, Value[]>();
  for (const child of elements) {
    const known = named.get(child.name);
    if (known) known.push(contentOf(child));
    else named.set(child.name, [contentOf(child)]);
  }
  // Made of entries, since an element may be called __proto__.
  return Object.fromEntries<Value>([
    ...[...attributes].map(([name, value]): [string, Value] => [`@${name}`, value]),
    ...(texts.length > 0 ? [["#text", texts.join("")] as [string, Value]] : []),
    ...[...named].map(([name, values]): [string, Value] => [name, values.length > 1 ? values : values[0]!]),
  ]);
}

/** The document that `xmlToJson` would read as `object`. */
export function writeXml(object: ValueObject): string {
  const entries = Object.entries(object).filter(([name]) => name !== "?xml");
  if (entries.length !== 1) throw new XmlError(`a document has one root element, received ${entries.length}`);
  return elementText(...entries[0]!);
}

function elementText(name: string, value: Value): string {
  if (isArray(value)) return value.map((item) => elementText(name, item)).join("");
  if (!isObject(value)) return value === null ? `<${name} />` : `<${name}>${escapedXml(toText(value))}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .filter(([key]) => key.startsWith("@"))
    .map(([key, v]) => ` ${key.slice(1)}="${escapedXml(toText(v))}"`);
  const inner = entries.map(([key, v]) =>
    key.startsWith("@") ? "" : key === "#text" ? escapedXml(toText(v)) : elementText(key, v),
  );
  return `<${name}${attributes.join("")}>${inner.join("")}</${name}>`;
}
