import { type Html, html } from "../../report";
import type { Values } from "../values";
import { refused } from "./refused";

interface Link {
  readonly linkTarget?: string;
  readonly cellValue?: string;
  readonly linkLabel?: string;
  readonly subTarget?: string;
}

/** Tabs and links: those that set a parameter are addresses of the same page. */
export function links(content: Readonly<Record<string, unknown>>, values: Values, id: string): Html {
  const all = (content.links as readonly Link[] | undefined) ?? [];
  return html`<ul class="tabs">${all.map((one) => html`<li>${link(one, values, id)}</li>`)}</ul>`;
}

function link({ linkTarget, cellValue = "", linkLabel = "", subTarget = "" }: Link, values: Values, id: string): Html {
  if (linkTarget === "parameter") {
    const current = values.text(cellValue) === subTarget;
    return html`<a href="${values.address({ [cellValue]: subTarget })}#${id}"${current && html` aria-current="true"`}>${linkLabel}</a>`;
  }
  if (/^https:\/\//.test(cellValue)) return html`<a href="${cellValue}" rel="noreferrer">${linkLabel || cellValue}</a>`;
  return refused(`the link "${linkLabel}" opens a ${linkTarget ?? "view"} of the portal`);
}
