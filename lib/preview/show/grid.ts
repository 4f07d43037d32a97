import { type Html, html } from "../../report";
import type { Answer } from "../ask";
import type { Values } from "../values";
import { type Formatter, formatters, hidden } from "./formatters";
import { refused } from "./refused";
import { numberOf, shown } from "./value";

interface Settings {
  readonly formatters?: readonly Formatter[];
  readonly labelSettings?: readonly { readonly columnId: string; readonly label: string }[];
  readonly rowLimit?: number;
}

interface Exported {
  readonly fieldName: string;
  readonly parameterName: string;
}

/** A result as a grid; rows can be chosen where that sets parameters. */
export function grid(answer: Answer, content: Readonly<Record<string, unknown>>, values: Values, id: string): Html {
  const settings = (content.gridSettings ?? {}) as Settings;
  const format = (name: string): Formatter | undefined =>
    settings.formatters?.find(({ columnMatch }) => columnMatch === name || matches(columnMatch, name));
  const columns = answer.columns
    .map(({ name, type }, i) => ({ name, type, i, format: format(name) }))
    .filter(({ format: one }) => one?.formatter !== hidden);
  const unknown = [
    ...new Set(columns.flatMap(({ format: one }) => (one && !(one.formatter in formatters) ? [one.formatter] : []))),
  ];
  const exported = exportedBy(content);
  const rows = answer.rows.slice(0, settings.rowLimit ?? 250);
  return html`${unknown.map((number) => refused(`formatter ${number} is not drawn here: its values are shown as they are`))}
<div class="scroll" tabindex="0" role="group" aria-label="${String(content.title ?? id)}"><table><thead><tr>${exported.length > 0 && html`<th scope="col">choose</th>`}${columns.map((column) => html`<th scope="col"${isFigure(column) && html` class="number"`}>${labelOf(column.name, settings)}</th>`)}</tr></thead>
<tbody>${rows.map((row, place) => rowOf(row, place))}</tbody></table></div>${answer.rows.length > rows.length && html`<p class="note">${rows.length} of ${answer.rows.length} rows</p>`}`;

  function rowOf(row: readonly unknown[], place: number): Html {
    const sets = Object.fromEntries(
      exported.map(({ fieldName, parameterName }) => [
        parameterName,
        shown(row[answer.columns.findIndex(({ name }) => name === fieldName)]),
      ]),
    );
    const chosen =
      exported.length > 0 && Object.entries(sets).every(([name, value]) => value !== "" && values.text(name) === value);
    const first = shown(row[columns[0]?.i ?? 0]) || `row ${place + 1}`;
    return html`<tr${chosen && html` class="chosen"`}>${exported.length > 0 && html`<td><a href="${values.address(sets)}#${id}"${chosen && html` aria-current="true"`} aria-label="${chosen ? "chosen" : "choose"}: ${first}">${chosen ? "chosen" : "choose"}</a></td>`}${columns.map(
      (column) =>
        html`<td${isFigure(column) && html` class="number"`}>${cell(row[column.i], column.i, column.format)}</td>`,
    )}</tr>
`;
  }

  function cell(value: unknown, column: number, one: Formatter | undefined): Html | string {
    const show = one && formatters[one.formatter];
    if (!show) return shown(value);
    const numbers = answer.rows.flatMap((row) => numberOf(row[column]) ?? []);
    return show({ value, numbers, numberFormat: one.numberFormat }, one.formatOptions ?? {});
  }
}

/** Whether a column's values stand below each other by their last digit; bars begin at the left. */
const isFigure = ({ type, format }: { readonly type: string; readonly format: Formatter | undefined }): boolean =>
  ["int", "long", "real", "decimal"].includes(type) && ![3, 4].includes(format?.formatter ?? 0);
const labelOf = (name: string, { labelSettings = [] }: Settings): string =>
  labelSettings.find(({ columnId }) => columnId === name)?.label ?? name;

/** Parameters that a chosen row sets. */
function exportedBy(content: Readonly<Record<string, unknown>>): Exported[] {
  const list = (content.exportedParameters as readonly Exported[] | undefined) ?? [];
  const { exportFieldName, exportParameterName } = content;
  return typeof exportFieldName === "string" && typeof exportParameterName === "string"
    ? [...list, { fieldName: exportFieldName, parameterName: exportParameterName }]
    : [...list];
}

/** A pattern that is no regular expression is a name. */
function matches(pattern: string, column: string): boolean {
  try {
    return new RegExp(pattern).test(column);
  } catch {
    return false;
  }
}
