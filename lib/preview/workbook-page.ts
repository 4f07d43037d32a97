import type { SentinelEmulator } from "../emulator";
import { html, page } from "../report";
import { items } from "./show/item";
import { style } from "./style";
import { Values } from "./values";
import type { Workbook } from "./workbook/item";

/** What a preview shows, and from what. */
export interface Preview {
  readonly emulator: SentinelEmulator;
  readonly workbooks: readonly Workbook[];
  /** when it is looked at: the end of the data */
  readonly now: Date;
}

/** The page of one workbook, with what is chosen in its address. */
export async function workbookPage(
  { emulator, workbooks, now }: Preview,
  workbook: Workbook,
  chosen: URLSearchParams,
): Promise<string> {
  const values = new Values(workbook, chosen, now);
  const body = await items(workbook.items, { emulator, values });
  return page({
    title: workbook.title,
    name: html`<a href="/">Workbooks</a>`,
    more: style,
    foot: `Data as of ${now.toISOString().slice(0, 16).replace("T", " ")} UTC, in the emulated workspace. How the portal draws it may differ.`,
    body: html`<h1>${workbook.title}</h1><nav aria-label="Workbooks"><ul class="tabs">${workbooks.map(
      ({ name, title }) =>
        html`<li><a href="/${encodeURIComponent(name)}"${name === workbook.name && html` aria-current="page"`}>${title}</a></li>`,
    )}</ul></nav><div class="workbook">${body}</div>`,
  });
}

/** The list of workbooks. */
export const listPage = ({ workbooks, now }: Preview): string =>
  page({
    title: "Workbooks",
    name: "Workbooks",
    more: style,
    foot: `Data as of ${now.toISOString().slice(0, 16).replace("T", " ")} UTC, in the emulated workspace.`,
    body: html`<h1>Workbooks</h1><div class="cards">${workbooks.map(({ name, title }) => html`<section class="part"><h2><a href="/${encodeURIComponent(name)}">${title}</a></h2></section>`)}</div>`,
  });
