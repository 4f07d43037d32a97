interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A text that is no XML: one hostile row is null, and stops no query. */
class NotXml extends Error {}

/** Elements within elements; text that goes deeper is not read. */
const deepest = 1000;

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, dec: string, name: string) =>
    hex
      ? characterOf(Number.parseInt(hex, 16))
      : dec
        ? characterOf(Number(dec))
        : Object.hasOwn(entities, name)
          ? entities[name]!
          : whole,
  );

/** https://www.w3.org/TR/xml/#charsets */
function characterOf(code: number): string {
  const control = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  if (control || surrogate || code === 0xfffe || code === 0xffff || code > 0x10ffff) throw new NotXml();
  return String.fromCodePoint(code);
}

const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|(<)/g;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(attribute)].map((match) => [match[1]!, unescaped(match[2] ?? match[3] ?? "")]),
  );
}

/** Reads a document's root; undefined when the text is not well formed. */
function readXml(source: string): Element | undefined {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  for (const [whole, cdata, closed, opened, attributes, selfClosed, text, stray] of source.matchAll(token)) {
    const current = open.at(-1)!;
    if (stray) return undefined;
    if (cdata !== undefined && whole.startsWith("<![")) current.text += cdata;
    else if (text !== undefined) current.text += unescaped(text);
    else if (opened !== undefined) {
      const element: Element = { name: opened, attributes: attributesOf(attributes ?? ""), children: [], text: "" };
      current.children.push(element);
      if (!selfClosed) open.push(element);
      if (open.length > deepest) throw new NotXml();
    } else if (closed !== undefined) {
      if (open.length < 2 || open.pop()!.name !== closed) return undefined;
    }
  }
  return open.length === 1 && top.children.length === 1 && top.text.trim() === "" ? top.children[0] : undefined;
}

/** An element as Kusto shows it: `@` before attributes, `#text` beside them, arrays for repeated names. */
function shown(element: Element): unknown {
  const text = element.children.length > 0 ? element.text.trim() : element.text;
  const keys = Object.keys(element.attributes);
  if (keys.length === 0 && element.children.length === 0) return text === "" ? null : text;
  // A map, since an element may be called __proto__.
  const value = new Map<string, unknown>(keys.map((key) => [`@${key}`, element.attributes[key]]));
  for (const child of element.children) {
    const known = value.get(child.name);
    const next = shown(child);
    value.set(
      child.name,
      known === undefined
        ? next
        : Array.isArray(known) && repeated.has(known)
          ? append(known, next)
          : pair(known, next),
    );
  }
  if (text !== "") value.set("#text", text);
  return Object.fromEntries(value);
}

const repeated = new WeakSet<object>();
const append = (list: unknown[], value: unknown): unknown[] => {
  list.push(value);
  return list;
};
const pair = (first: unknown, second: unknown): unknown[] => {
  const list = [first, second];
  repeated.add(list);
  return list;
};

/** `parse_xml`: null when the text is not XML. */
export function parseXml(text: string): Record<string, unknown> | undefined {
  try {
    const root = readXml(text.trim());
    return root && { [root.name]: shown(root) };
  } catch (error) {
    if (error instanceof NotXml) return undefined;
    throw error;
  }
}
