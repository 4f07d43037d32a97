import { type Html, html } from "../../report";
import { type NumberFormat, written } from "./number-format";
import { numberOf, shown } from "./value";

/** A formatter of a grid or a tile, as workbooks write it. */
export interface Formatter {
  readonly columnMatch: string;
  readonly formatter: number;
  readonly formatOptions?: Readonly<Record<string, unknown>>;
  readonly numberFormat?: NumberFormat;
}

interface Threshold {
  readonly operator: string;
  readonly thresholdValue: string | null;
  readonly representation: string;
  readonly text?: string;
}

/** What a cell is shown with: its value, how its numbers are written, and the numbers of its column. */
export interface Cell {
  readonly value: unknown;
  readonly numberFormat?: NumberFormat | undefined;
  readonly numbers: readonly number[];
}

const textOf = ({ value, numberFormat }: Cell): string => written(value, numberFormat);

type Show = (cell: Cell, options: Readonly<Record<string, unknown>>) => Html | string;

const plain: Show = textOf;

/** By the number that workbooks have for them; what is not here is shown as it is, and named. */
export const formatters: Readonly<Record<number, Show>> = {
  0: plain,
  1: plain,
  2: plain,
  3: bar,
  4: bar,
  6: (cell) => html`<span class="number">${textOf(cell)}</span>`,
  7: link,
  8: heat,
  12: (cell) => html`<span class="big">${textOf(cell)}</span>`,
  13: plain,
  18: threshold,
};
/** The column is not shown. */
export const hidden = 5;

const palettes: Readonly<Record<string, string>> = {
  blue: "--c1",
  orange: "--c2",
  green: "--c3",
  red: "--c7",
  purple: "--c4",
};
const colour = (palette: unknown): string => palettes[String(palette)] ?? "--c1";

function share({ value, numbers }: Cell, { min, max }: Readonly<Record<string, unknown>>): number | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  const low = numberOf(min) ?? Math.min(...numbers);
  const high = numberOf(max) ?? Math.max(...numbers);
  return high <= low
    ? number > low
      ? 100
      : 0
    : Math.round(Math.min(1, Math.max(0, (number - low) / (high - low))) * 100);
}

function bar(cell: Cell, options: Readonly<Record<string, unknown>>): Html | string {
  const width = share(cell, options);
  if (width === undefined) return textOf(cell);
  return html`<span class="cellbar"><i style="width:${Math.max(2, width)}%;--c:var(${colour(options.palette)})"></i>${textOf(cell)}</span>`;
}

/** From red to green, or the other way round, or stronger in one colour. */
function heat(cell: Cell, options: Readonly<Record<string, unknown>>): Html | string {
  const part = share(cell, options);
  if (part === undefined) return textOf(cell);
  const bad = options.palette === "redGreen" ? part < 50 : part >= 50;
  const ends = ["redGreen", "greenRed"].includes(String(options.palette));
  const [name, weight] = ends ? [bad ? "--c7" : "--c3", Math.abs(part - 50)] : [colour(options.palette), part / 2];
  return html`<span class="heat" style="--w:${Math.round(weight / 1.6)};--c:var(${name})">${textOf(cell)}</span>`;
}

function link({ value }: Cell, options: Readonly<Record<string, unknown>>): Html | string {
  const address = shown(value);
  const text = typeof options.linkLabel === "string" && options.linkLabel !== "" ? options.linkLabel : address;
  return /^https:\/\//.test(address) ? html`<a href="${address}" rel="noreferrer">${text}</a>` : address;
}

const signs: Readonly<Record<string, readonly [kind: string, sign: string]>> = {
  success: ["good", "✓"],
  "0": ["bad", "✕"],
  "1": ["warn", "▲"],
  "2": ["warn", "▲"],
  "3": ["bad", "✕"],
  "4": ["bad", "✕"],
  Sev0: ["bad", "✕"],
  Sev1: ["warn", "▲"],
  Sev2: ["warn", "▲"],
  Sev3: ["quiet", "○"],
  Sev4: ["quiet", "○"],
  warning: ["warn", "▲"],
  disabled: ["quiet", "○"],
  Unknown: ["quiet", "?"],
  unknown: ["quiet", "?"],
};
const coloured: Readonly<Record<string, string>> = {
  green: "good",
  red: "bad",
  redBright: "bad",
  orange: "warn",
  yellow: "warn",
};

function threshold(cell: Cell, options: Readonly<Record<string, unknown>>): Html | string {
  const grid = (options.thresholdsGrid as readonly Threshold[] | undefined) ?? [];
  const met = grid.find((one) => one.operator === "Default" || compares(cell.value, one));
  if (!met) return textOf(cell);
  const [kind, sign] = signs[met.representation] ?? [coloured[met.representation] ?? "quiet", "●"];
  const text = (met.text ?? "{0}{1}").replace("{0}", "").replace("{1}", () => textOf(cell));
  return html`<span class="${kind}"><span class="icon" aria-hidden="true">${sign}</span>${text}</span>`;
}

function compares(value: unknown, { operator, thresholdValue }: Threshold): boolean {
  const [a, b] = [numberOf(value), numberOf(thresholdValue)];
  const text = shown(value);
  if (operator === "==") return text === thresholdValue;
  if (operator === "!=") return text !== thresholdValue;
  if (operator === "contains") return text.includes(thresholdValue ?? "");
  if (operator === "startsWith") return text.startsWith(thresholdValue ?? "");
  if (operator === "is Empty") return text === "";
  if (a === undefined || b === undefined) return false;
  return { ">": a > b, ">=": a >= b, "<": a < b, "<=": a <= b }[operator] ?? false;
}
