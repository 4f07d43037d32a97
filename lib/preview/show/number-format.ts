import { numberOf, shown } from "./value";

/** How a column's numbers are written, as workbooks say it. */
export interface NumberFormat {
  readonly unit?: number;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a unit's numbers are divided by until they are short, and what they are then called; by the number that workbooks have for it. */
const scales: Readonly<Record<number, readonly [step: number, names: readonly string[]]>> = {
  2: [1000, ["B", "KB", "MB", "GB", "TB", "PB"]],
  17: [1000, ["", "K", "M", "B", "T"]],
};
/** Numbers as they are, and percent. */
const plain = 0;
const percent = 1;

/** A value as its column's number format writes it; as it is where it is no number, or of a unit that is not drawn here. */
export function written(value: unknown, format: NumberFormat | undefined): string {
  const number = numberOf(value);
  if (!format || number === undefined) return shown(value);
  const unit = format.unit ?? plain;
  const scale = scales[unit];
  if (scale) {
    const [step, names] = scale;
    const size = Math.min(names.length - 1, Math.floor(Math.log(Math.max(1, Math.abs(number))) / Math.log(step)));
    const name = names[size]!;
    return `${digits(number / step ** size, format)}${unit === 2 ? ` ${name}` : name}`;
  }
  if (unit === percent) return `${digits(number, format)}%`;
  return unit === plain ? digits(number, format) : shown(value);
}

function digits(number: number, { options = {} }: NumberFormat): string {
  const limit = (name: string): object => (typeof options[name] === "number" ? { [name]: options[name] } : {});
  return new Intl.NumberFormat("en-US", {
    maximumFractionDigits: 2,
    useGrouping: options.useGrouping === true,
    ...limit("minimumFractionDigits"),
    ...limit("maximumFractionDigits"),
    ...limit("maximumSignificantDigits"),
  }).format(number);
}
