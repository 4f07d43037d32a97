import { parseTemplate } from "@sentinel-agent-identities/logic-apps";

/**
 * A query with a filler of the same length for each expression, so that places stay where they are. Expressions stand
 * inside quoted texts only.
 */
export function fillExpressions(query: string): string {
  const template = parseTemplate(query);
  if (template.kind !== "interpolation") return query;
  let text = "";
  let at = 0;
  for (const part of template.parts) {
    if (typeof part === "string") {
      const start = query.indexOf(part, at);
      text += "x".repeat(start - at) + part;
      at = start + part.length;
    }
  }
  return text + "x".repeat(query.length - at);
}
