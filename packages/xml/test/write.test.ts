import { escapedXml, readXml } from "../src";

test("what is escaped is read as it was, in an element and in an attribute", () => {
  const text = `<b> & "c" ]]> 'd' &amp;`;
  const { attributes, children } = readXml(`<a k="${escapedXml(text)}">${escapedXml(text)}</a>`);
  expect([attributes.get("k"), ...children]).toEqual([text, text]);
});
