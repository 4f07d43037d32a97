import type { SentinelEmulator } from "../../emulator";
import { type Html, html } from "../../report";
import { ask } from "../ask";
import { Unfilled, type Values } from "../values";
import { visibility } from "../visible";
import type { Item, Parameter } from "../workbook/item";
import { chart, isChart } from "./chart";
import { grid } from "./grid";
import { links } from "./links";
import { parameters } from "./parameters";
import { refused } from "./refused";
import { text } from "./text";
import { tiles } from "./tiles";

/** What items are shown with. */
export interface Stage {
  readonly emulator: SentinelEmulator;
  readonly values: Values;
}

/** Items in their order; those whose conditions do not hold are left out. */
export async function items(all: readonly Item[], stage: Stage): Promise<Html[]> {
  const shown: Html[] = [];
  for (const item of all) {
    const visible = visibility(item, stage.values);
    if (visible === false) continue;
    const body =
      typeof visible === "object"
        ? refused(`a condition "${visible.unknown}" is not known`)
        : await content(item, stage);
    const id = idOf(item);
    const width = Number(item.customWidth ?? 100);
    shown.push(
      item.type === 12
        ? html`<div class="group workbook" id="${id}">${body}</div>`
        : html`<div class="item" id="${id}" style="--span:${width > 0 && width <= 100 ? Math.round(width) : 100}">${body}</div>
`,
    );
  }
  return shown;
}

const idOf = ({ name }: Item): string => `item-${name.replace(/[^A-Za-z0-9]+/g, "-")}`;

async function content(item: Item, stage: Stage): Promise<Html> {
  const { type, content: own } = item;
  const { emulator, values } = stage;
  switch (type) {
    case 1:
      return text({ ...own, json: filled(String(own.json ?? ""), values) });
    case 3:
      return html`<div class="card">${await query(item, stage)}</div>`;
    case 9:
      return parameters((own.parameters as readonly Parameter[] | undefined) ?? [], emulator, values);
    case 11:
      return links(own, values, idOf(item));
    case 12:
      return html`${await items((own.items as readonly Item[] | undefined) ?? [], stage)}`;
    default:
      return html`<div class="card">${refused(`an item of type ${type} (${item.name})`)}</div>`;
  }
}

async function query(item: Item, { emulator, values }: Stage): Promise<Html> {
  const { content: own } = item;
  const title = typeof own.title === "string" && own.title !== "" && html`<h2>${filled(own.title, values)}</h2>`;
  const answer = await ask(emulator, own, values);
  if ("refused" in answer) return html`${title}${refused(answer.refused)}`;
  if (answer.rows.length === 0)
    return html`${title}<p class="note">${String(own.noDataMessage ?? "The query returned no results.")}</p>`;
  const visualization = own.visualization ?? "table";
  const titled = { ...own, title: filled(String(own.title ?? item.name), values) };
  if (visualization === "table" || visualization === "card")
    return html`${title}${grid(answer, titled, values, idOf(item))}`;
  if (visualization === "tiles") return html`${title}${tiles(answer, titled)}`;
  if (isChart(visualization)) return html`${title}${chart(answer, titled, idOf(item))}`;
  return html`${title}${refused(`a visualization "${visualization}"; its rows are below`)}${grid(answer, titled, values, idOf(item))}`;
}

/** A title or a text with its parameters; what cannot be filled in stays. */
function filled(given: string, values: Values): string {
  try {
    return values.filled(given);
  } catch (error) {
    if (error instanceof Unfilled) return given;
    throw error;
  }
}
