import { type Html, html } from "../../report";
import type { Answer } from "../ask";
import { type Formatter, formatters } from "./formatters";
import { refused } from "./refused";
import { numberOf, shown } from "./value";

type Settings = Readonly<Record<string, Formatter | undefined>>;
const parts = ["titleContent", "leftContent", "subtitleContent", "secondaryContent", "rightContent"] as const;

/** Each row as a card: its title, its figure, and what is said of it. */
export function tiles({ columns, rows }: Answer, content: Readonly<Record<string, unknown>>): Html {
  const settings = (content.tileSettings ?? {}) as Settings;
  const used = parts.flatMap((part) => settings[part] ?? []);
  const unknown = [...new Set(used.map(({ formatter }) => formatter).filter((number) => !(number in formatters)))];
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const show = (one: Formatter, row: readonly unknown[]): Html | string => {
    const column = at(one.columnMatch);
    const numbers = rows.flatMap((other) => numberOf(other[column]) ?? []);
    return (formatters[one.formatter] ?? (({ value }) => shown(value)))(
      { value: row[column], numbers, numberFormat: one.numberFormat },
      one.formatOptions ?? {},
    );
  };
  return html`${unknown.map((number) => refused(`formatter ${number} is not drawn here: its values are shown as they are`))}
<div class="cards tiles">${rows.map((row) => html`<div class="tile">${used.map((one) => html`<div>${show(one, row)}</div>`)}</div>`)}</div>`;
}
