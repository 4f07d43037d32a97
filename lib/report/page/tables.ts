import { type Html, html } from "./html";
import { page } from "./page";
import { table } from "./table";

/** A table of a report, in whatever form it is shown. */
export interface PageTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** said below it */
  readonly notes?: readonly string[];
}

/** Tables as one page that needs nothing from elsewhere. */
export const tablesPage = (title: string, tables: readonly PageTable[]): string =>
  page({ title, body: html`<h1>${title}</h1>${tables.map(tablePart)}` });

/** A table as a part of a page; columns of figures stand to the right. */
export function tablePart({ title, head, rows, notes = [] }: PageTable): Html {
  const isNumber = (column: number): boolean =>
    rows.length > 0 && rows.every((row) => /^[\d,.]*$/.test(row[column] ?? ""));
  const columns = head.map((text, i) => ({ head: text, number: isNumber(i) }));
  return html`<section class="part"><h2>${title}</h2>
${rows.length === 0 ? html`<p class="note">none</p>` : table(title, columns, rows)}
${notes.map((note) => (note.includes("\n") ? html`<pre>${note}</pre>` : html`<p class="note">${note}</p>`))}</section>`;
}
