import { readXml, type XmlElement, XmlError } from "../src";

/** A document in short: names, attributes and texts in order. */
const short = ({ name, attributes, children }: XmlElement): unknown => [
  name,
  Object.fromEntries(attributes),
  ...children.map((child) => (typeof child === "string" ? child : short(child))),
];

test.each<[why: string, text: string, expected: unknown]>([
  ["attributes, and texts between elements", '<a k="v">x<b/>y</a>', ["a", { k: "v" }, "x", ["b", {}], "y"]],
  ["entities in texts and attributes", "<a k='&lt;&#65;'>&amp;&#x42;</a>", ["a", { k: "<A" }, "&B"]],
  ["a CDATA section is a text", "<a><![CDATA[<b>&amp;]]></a>", ["a", {}, "<b>&amp;"]],
  [
    "declaration, comments and instructions are left out",
    '\n<?xml version="1.0"?><!-- c --><a><?p i?></a>\n',
    ["a", {}],
  ],
  ["a byte order mark", "\uFEFF<a/>", ["a", {}]],
  ["the type alone is no declaration", "<!DOCTYPE a><a/>", ["a", {}]],
  ["prefixes stay", '<e:a xmlns:e="urn:e" e:k="v"/>', ["e:a", { "xmlns:e": "urn:e", "e:k": "v" }]],
  ["line ends are one character", "<a>x\r\ny</a>", ["a", {}, "x\ny"]],
])("%s", (_why, text, expected) => {
  expect(short(readXml(text))).toEqual(expected);
});

test("names that objects have of themselves are names", () => {
  const { attributes } = readXml('<a __proto__="1" constructor="2"/>');
  expect([...attributes]).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
});

test.each<[why: string, text: string, message: string]>([
  ["nothing", "", "1:0: document must contain a root element."],
  ["no element", "no xml", "1:6: text data outside of root node."],
  ["a character that is none", "<a>&#x110000;</a>", "1:13: malformed character entity."],
  ["half of a character", "<a>&#xD800;</a>", "1:11: malformed character entity."],
  ["a character that XML forbids", "<a>\u0001</a>", "1:4: disallowed character."],
  ["an entity of nobody", "<a>&constructor;</a>", "1:16: undefined entity."],
  ["the end of another element", "<a>\n<b></a>", "2:7: unexpected close tag."],
  ["an element without an end", "<a>", "1:3: unclosed tag: a"],
  ["two roots", "<a/><b/>", "1:7: documents may contain only one root."],
  ["an attribute twice", '<a k="1" k="2"/>', "1:16: duplicate attribute: k."],
  ["an attribute without quotes", "<a k=1/>", "1:6: unquoted attribute value."],
  [
    "entities of its own",
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "1:30: declarations inside a document are not read; write out what they stand for",
  ],
  [
    "elements without end",
    `${"<a>".repeat(60_000)}${"</a>".repeat(60_000)}`,
    "1:3003: more than 1000 elements within each other",
  ],
])("is no XML that is read: %s", (_why, text, message) => {
  expect(() => readXml(text)).toThrow(new XmlError(message));
});

test("a thousand elements within each other are read", () => {
  let element: XmlElement | string = readXml(`${"<a>".repeat(1000)}x${"</a>".repeat(1000)}`);
  let depth = 0;
  for (; typeof element !== "string"; depth++) element = element.children[0]!;
  expect([depth, element]).toEqual([1000, "x"]);
});
