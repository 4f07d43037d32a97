import { escapedXml } from "@sentinel-agent-identities/xml";

/** An element of an answer: its name, and its text or what is in it. */
export type Element = readonly [name: string, content: string | number | readonly Element[]];

/** A document as Azure Storage writes it. */
export const xmlOf = (root: Element, attributes = ""): string =>
  `\ufeff<?xml version="1.0" encoding="utf-8"?>${written(root, attributes)}`;

function written([name, content]: Element, attributes = ""): string {
  const inner = Array.isArray(content) ? content.map((one) => written(one)).join("") : escapedXml(String(content));
  return `<${name}${attributes}>${inner}</${name}>`;
}
