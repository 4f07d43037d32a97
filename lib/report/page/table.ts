import { type Html, html } from "./html";

/** A column: its head, and whether it holds numbers. */
interface Column {
  readonly head: string;
  readonly number?: boolean;
}

type Cell = Html | string | number | undefined;

/** A table that scrolls by itself where it is too wide. */
export function table(
  caption: string,
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
): Html {
  const all = columns.map((column) => (typeof column === "string" ? { head: column } : column));
  const kind = (i: number): Html | undefined => (all[i]!.number ? html` class="number"` : undefined);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table>
<thead><tr>${all.map(({ head }, i) => (head === "" ? html`<td></td>` : html`<th scope="col"${kind(i)}>${head}</th>`))}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, i) => html`<td${kind(i)}>${cell ?? ""}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}
