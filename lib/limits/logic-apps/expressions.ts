import type { Breach } from "../breach";
import { limits } from "../table";
import type { Definition, Path } from "./sites";

/** Expressions that are too long. */
export function expressionBreaches(definition: Definition): Breach[] {
  const limit = "workflow/expression-length";
  const most = limits[limit].value;
  return texts(definition, []).flatMap(({ text, path }) =>
    expressionsOf(text)
      .filter((expression) => expression.length > most)
      .map((expression) => ({
        limit,
        path,
        message: `an expression has ${expression.length} characters; Logic Apps takes ${most}`,
        suggestion: "compute parts of it in Compose actions before",
      })),
  );
}

function texts(value: unknown, path: Path): { readonly text: string; readonly path: Path }[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => texts(inner, [...path, key]));
}

/** The whole text where it is one expression, else each `@{…}` in it. */
function expressionsOf(text: string): string[] {
  if (text.startsWith("@") && !text.startsWith("@{") && !text.startsWith("@@")) return [text];
  const found: string[] = [];
  for (let start = text.indexOf("@{"); start !== -1; start = text.indexOf("@{", start + 1)) {
    if (text[start - 1] === "@") continue;
    found.push(text.slice(start, endOf(text, start + 2)));
  }
  return found;
}

/** Behind the brace that closes an expression; braces inside its quoted texts do not count. */
function endOf(text: string, from: number): number {
  let quoted = false;
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "'") quoted = !quoted;
    else if (!quoted && text[i] === "{") depth++;
    else if (!quoted && text[i] === "}" && --depth === 0) return i + 1;
  }
  return text.length;
}
