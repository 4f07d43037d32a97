import { toText } from "./text";
import { isArray, isObject, type Value, type ValueObject } from "./value";

/** Text that is not well-formed XML, or an object that is no document. */
export class XmlError extends Error {}

/** An element: attributes, and children in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, name?: string) => {
    if (decimal ?? hex) return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16));
    const known = entities[name!];
    if (known === undefined) throw new XmlError(`unknown entity &${name};`);
    return known;
  });

const token =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>[]*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;

/** Reads a document. External and internal DTDs are not read. */
export function parseXml(text: string): XmlElement {
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: (XmlElement | string)[];
  }
  const root: Open = { name: "", attributes: {}, children: [] };
  const open: Open[] = [root];
  const source = text.replace(/^\uFEFF/, "").trim();
  let end = 0;
  for (const [all, cdata, closing, opening, attributes, alone, characters] of source.matchAll(token)) {
    end += all.length;
    const parent = open.at(-1)!;
    if (cdata !== undefined) parent.children.push(cdata);
    else if (characters !== undefined) {
      if (characters.trim()) parent.children.push(decode(characters));
    } else if (opening !== undefined) {
      const element = { name: opening, attributes: attributesOf(attributes!), children: [] };
      parent.children.push(element);
      if (!alone) open.push(element);
    } else if (closing !== undefined) {
      if (parent.name !== closing || open.length === 1) throw new XmlError(`</${closing}> closes nothing`);
      open.pop();
    }
  }
  if (end !== source.length) throw new XmlError(`cannot be read from character ${end}`);
  if (open.length > 1) throw new XmlError(`<${open.at(-1)!.name}> is not closed`);
  const [element, ...rest] = root.children;
  if (element === undefined || typeof element === "string" || rest.length > 0)
    throw new XmlError("has no single root element");
  return element;
}

function attributesOf(text: string): Record<string, string> {
  const found = text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...found].map(([, name, double, single]) => [name!, decode(double ?? single ?? "")]));
}

/** JSON of a document: attributes as `@name`, text as `#text`, repeated elements as arrays. */
export function xmlToJson(element: XmlElement): ValueObject {
  return { [element.name]: contentOf(element) };
}

function contentOf({ attributes, children }: XmlElement): Value {
  const content: Record<string, Value> = {};
  for (const [name, value] of Object.entries(attributes)) content[`@${name}`] = value;
  const texts = children.filter((child) => typeof child === "string");
  const elements = children.filter((child) => typeof child !== "string");
  if (Object.keys(content).length === 0 && elements.length === 0) return texts.length > 0 ? texts.join("") : null;
  if (texts.length > 0) content["#text"] = texts.join("");
  for (const child of elements) {
    const earlier = content[child.name];
    const value = contentOf(child);
    content[child.name] = earlier === undefined ? value : isArray(earlier) ? [...earlier, value] : [earlier, value];
  }
  return content;
}

const encode = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The document that `xmlToJson` would read as `object`. */
export function writeXml(object: ValueObject): string {
  const entries = Object.entries(object).filter(([name]) => name !== "?xml");
  if (entries.length !== 1) throw new XmlError(`a document has one root element, received ${entries.length}`);
  return elementText(...entries[0]!);
}

function elementText(name: string, value: Value): string {
  if (isArray(value)) return value.map((item) => elementText(name, item)).join("");
  if (!isObject(value)) return value === null ? `<${name} />` : `<${name}>${encode(toText(value))}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .filter(([key]) => key.startsWith("@"))
    .map(([key, v]) => ` ${key.slice(1)}="${encode(toText(v))}"`);
  const inner = entries.map(([key, v]) =>
    key.startsWith("@") ? "" : key === "#text" ? encode(toText(v)) : elementText(key, v),
  );
  return `<${name}${attributes.join("")}>${inner.join("")}</${name}>`;
}
