import type { ReportTable } from "./tables";

const style = `
  body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; vertical-align: top; }
  th { border-bottom: 2px solid #555; font-weight: 600; } td { border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  p { color: #444; } pre { background: #f4f4f4; padding: .6rem; white-space: pre-wrap; }
  @media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;

/** Tables as one page that needs nothing from elsewhere. */
export function tablesHtml(title: string, tables: readonly ReportTable[]): string {
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escaped(title)}</title><style>${style}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    ...tables.map(section),
    "</body></html>",
  ].join("\n");
}

function section({ title, head, rows, notes = [] }: ReportTable): string {
  const numbers = head.map((_, i) => rows.length > 0 && rows.every((row) => /^[\d,.]*$/.test(row[i] ?? "")));
  const cell = (tag: "th" | "td", text: string, i: number) =>
    `<${tag}${numbers[i] ? ' class="number"' : ""}>${escaped(text)}</${tag}>`;
  const body =
    rows.length === 0
      ? "<p>none</p>"
      : [
          "<table><thead><tr>",
          ...head.map((text, i) => cell("th", text, i)),
          "</tr></thead><tbody>",
          ...rows.map((row) => `<tr>${row.map((text, i) => cell("td", text, i)).join("")}</tr>`),
          "</tbody></table>",
        ].join("");
  const said = notes.map((note) => (note.includes("\n") ? `<pre>${escaped(note)}</pre>` : `<p>${escaped(note)}</p>`));
  return [`<h2>${escaped(title)}</h2>`, body, ...said].join("\n");
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]!);
