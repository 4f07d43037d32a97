import { SaxesParser } from "saxes";
import { XmlError } from "./error";

/** An element: its attributes, and what is in it, in order. Texts are as written, white space too. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  /** By name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and texts; a CDATA section is a text. */
  readonly children: readonly (XmlElement | string)[];
}

interface Open extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Elements within elements; text that goes deeper is not read. */
const deepest = 1000;

/**
 * Reads a document: XML 1.0, well-formed or not at all. Comments and processing instructions are left out, and so is white
 * space around the document. What a document declares about itself is never followed.
 * @returns its root element
 * @throws XmlError what is wrong and where: text that is not well-formed, declares entities or attributes of its own, or
 * nests more than a thousand elements
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const document: Open = { name: "", attributes: new Map(), children: [] };
  const open: Open[] = [document];
  const refuse = (why: string): never => {
    throw new XmlError(`${parser.line}:${parser.column}: ${why}`);
  };
  const add = (child: XmlElement | string) => open.at(-1)!.children.push(child);

  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("[")) refuse("declarations inside a document are not read; write out what they stand for");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length > deepest) refuse(`more than ${deepest} elements within each other`);
    const element: Open = { name, attributes: new Map(Object.entries(attributes)), children: [] };
    add(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  // Around the root there is white space alone.
  parser.on("text", (characters) => void (open.length > 1 && add(characters)));
  parser.on("cdata", add);

  parser.write(text.replace(/^\uFEFF/, "").trim()).close();
  return document.children[0] as XmlElement;
}
