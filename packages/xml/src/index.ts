export { XmlError } from "./error";
export { readXml, type XmlElement } from "./read";
export { escapedXml } from "./write";
