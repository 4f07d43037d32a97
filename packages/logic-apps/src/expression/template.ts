import { ExpressionParser } from "./parser";
import type { Expression, Template } from "./syntax";

/**
 * Reads a string of a definition: `@…` is an expression, `@{…}` one inside text, `@@` an at sign.
 * @throws ExpressionSyntaxError
 */
export function parseTemplate(text: string): Template {
  if (text.startsWith("@") && text.length > 1 && text[1] !== "{" && text[1] !== "@") {
    const parser = new ExpressionParser(text, 1);
    const expression = parser.expression();
    parser.end();
    return { kind: "expression", expression };
  }
  const parts: (string | Expression)[] = [];
  let literal = "";
  for (let i = 0; i < text.length; ) {
    if (text.startsWith("@@", i) && (i === 0 || text[i + 2] === "{")) {
      literal += "@";
      i += 2;
    } else if (text.startsWith("@{", i)) {
      if (literal) parts.push(literal);
      literal = "";
      const parser = new ExpressionParser(text, i + 2);
      parts.push(parser.expression());
      parser.expect("}", "close the expression with }");
      i = parser.position;
    } else literal += text[i++];
  }
  if (parts.length === 0) return { kind: "text", text: literal };
  return { kind: "interpolation", parts: literal ? [...parts, literal] : parts };
}

/** The expressions of a template, in order. */
export function expressionsOf(template: Template): readonly Expression[] {
  if (template.kind === "expression") return [template.expression];
  return template.kind === "text" ? [] : template.parts.filter((part) => typeof part !== "string");
}
