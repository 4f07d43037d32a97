/** Text that is not well-formed XML, or that asks for more than is read; the message begins with line and column. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}
