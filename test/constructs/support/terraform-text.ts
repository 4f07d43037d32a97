import type { Json } from "./match";

/** Every `${...}` and `%{...}` that Terraform would evaluate, in keys and in values. */
export function openTemplates(value: Json): string[] {
  if (typeof value === "string")
    return [...value.matchAll(/(?<!\$)\$\{.*?\}|(?<!%)%\{.*?\}/g)].map((match) => match[0]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Record<string, Json>).flatMap(([key, item]) => [
    ...openTemplates(key),
    ...openTemplates(item),
  ]);
}

/** Static text as Terraform reads it: `$${` and `%%{` stand for the two characters themselves. */
export function unescaped(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}
