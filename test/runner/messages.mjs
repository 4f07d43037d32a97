/**
 * Why words for people are left as they are: tests ask which error it is and what it names, and would otherwise repeat
 * the sentence. Codes, keys and all that a program reads are no sentences, and are mutated.
 */
const reason = "a sentence for people";

/** What is called, or made, with a sentence. */
const makers = /Error$|^(UnreadableContent|reason|problems?|refused?|wrong|aside|notes?|none|findings|errors|unfit)$/;
/** Properties that hold one. */
const properties = /^(message|description|title|why|details?)$/;

const textOf = (node) =>
  node.type === "StringLiteral" ? node.value : node.quasis.map(({ value }) => value.cooked).join("\0");
const isSentence = (text) => /[a-z,.:)\0] +[a-z(\0]/i.test(text);

const names = ({ type, name, object, property }) =>
  type === "Identifier" ? [name] : type === "MemberExpression" ? [...names(object), ...names(property)] : [];
const isMade = ({ node: { type, callee }, listKey }) =>
  (type === "NewExpression" || type === "CallExpression") &&
  listKey !== "callee" &&
  names(callee).some((name) => makers.test(name));
const isHeld = ({ node: { type, key } }) => type === "ObjectProperty" && properties.test(key.name ?? key.value ?? "");

/** Whether a node of the code is a sentence in the making of an error or a finding; Stryker's question to an ignorer. */
export function isMessage(path) {
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
  if (!isSentence(textOf(path.node))) return undefined;
  return path.findParent((parent) => isMade(parent) || isHeld(parent)) ? reason : undefined;
}
