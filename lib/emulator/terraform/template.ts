/** A part of a Terraform string: literal text, or the expression between `${` and `}`. */
export type TemplatePart = { readonly text: string } | { readonly expression: string };

/** Splits a string into text and expressions; `$${` and `%%{` become the text they stand for. */
export function parseTemplate(value: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  for (let i = 0; i < value.length; ) {
    const rest = value.slice(i, i + 3);
    if (rest === "$${" || rest === "%%{") {
      text += rest.slice(1);
      i += 3;
    } else if (rest.startsWith("${") || rest.startsWith("%{")) {
      const end = closingBrace(value, i + 2);
      if (text) parts.push({ text });
      text = "";
      parts.push({ expression: rest.startsWith("%") ? value.slice(i, end + 1) : value.slice(i + 2, end).trim() });
      i = end + 1;
    } else {
      text += value[i];
      i++;
    }
  }
  if (text) parts.push({ text });
  return parts;
}

function closingBrace(value: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = from; i < value.length; i++) {
    const char = value[i];
    if (quoted && char === "\\") i++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === "{") depth++;
    else if (!quoted && char === "}" && depth-- === 0) return i;
  }
  return value.length;
}
