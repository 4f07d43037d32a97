const width = 120;

/** JSON as the formatter of this repository writes it: objects over lines, lists of plain values on one where they fit. */
export function formatJson(value: unknown): string {
  return `${format(value, "", 0)}\n`;
}

/** @param used characters of the line before the value, and of the comma after it */
function format(value: unknown, indent: string, used: number): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const flat = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    const plain = value.every((item) => typeof item !== "object" || item === null);
    if (plain && used + flat.length <= width) return flat;
    return `[\n${value.map((item) => inner + format(item, inner, inner.length + 1)).join(",\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return "{}";
    const lines = entries.map(([key, item]) => {
      const start = `${inner}${JSON.stringify(key)}: `;
      return start + format(item, inner, start.length + 1);
    });
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value);
}
