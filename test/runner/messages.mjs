/** Why the words of an error's message are left as they are: tests ask what it names, not how it says so. */
const reason = "the words of an error's message";

const isError = ({ type, callee }) =>
  type === "NewExpression" && callee.type === "Identifier" && /Error$/.test(callee.name);

/** Whether a node of the code is text within the making of an error; Stryker's question to an ignorer. */
export function isMessage(path) {
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
  return path.findParent((parent) => isError(parent.node)) ? reason : undefined;
}
