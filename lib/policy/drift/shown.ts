/** How a value is not what the source says, in words. */
export function notAs(is: unknown, wanted: unknown): string {
  if (typeof is === "string" && typeof wanted === "string" && `${is}${wanted}`.includes("\n"))
    return fromLine(is, wanted);
  return `is ${shown(is)}, the source says ${shown(wanted)}`;
}

/** The first line of a text that differs. */
export function fromLine(is: string, wanted: string): string {
  const [lines, source] = [is.split("\n"), wanted.split("\n")];
  const i = source.findIndex((line, at) => line !== lines[at]);
  const at = i < 0 ? source.length : i;
  return `differs from line ${at + 1} on: it is ${shown(lines[at])}, the source says ${shown(source[at])}`;
}

const longest = 300;

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
