import { type Parameter, parametersIn, type Workbook } from "./workbook/item";

/** Why a text cannot be filled in. */
export class Unfilled extends Error {}

/** What is chosen in a workbook: by the address of its page, else by the workbook's own defaults. */
export class Values {
  private readonly parameters: ReadonlyMap<string, Parameter>;

  /** @param now when it is looked at */
  constructor(
    workbook: Workbook,
    private readonly chosen: URLSearchParams,
    readonly now: Date,
  ) {
    this.parameters = new Map(parametersIn(workbook.items).map((one) => [one.name, one]));
  }

  /** The value of a parameter as text; empty where nothing is chosen. */
  text(name: string): string {
    return this.list(name).join(",");
  }

  list(name: string): string[] {
    const given = this.chosen.getAll(name).filter((value) => value !== "");
    if (given.length > 0 || this.chosen.has(name)) return given;
    const { value } = this.parameters.get(name) ?? {};
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.map(String);
    return [typeof value === "object" ? String((value as { durationMs?: number }).durationMs ?? "") : String(value)];
  }

  /** The length of a time that is chosen, in milliseconds. */
  duration(name: string): number | undefined {
    const value = Number(this.list(name)[0]);
    return Number.isFinite(value) && value > 0 ? value : undefined;
  }

  /**
   * A text with what the portal fills in.
   * @throws Unfilled for what is not known here
   */
  filled(text: string): string {
    return text.replace(/\{([A-Za-z_]\w*)(?::(\w+))?\}/g, (whole, name: string, format = "") => {
      const parameter = this.parameters.get(name);
      if (parameter?.type === 4) return this.time(name, format, whole);
      if (!parameter && !this.chosen.has(name)) return "";
      if (format !== "" && format !== "label" && format !== "value")
        throw new Unfilled(`${whole} is not filled in here`);
      const { multiSelect, quote = "", delimiter = "," } = parameter ?? {};
      const values = this.list(name);
      return multiSelect ? values.map((value) => `${quote}${value}${quote}`).join(delimiter) : values.join(delimiter);
    });
  }

  private time(name: string, format: string, whole: string): string {
    const length = this.duration(name);
    if (length === undefined) throw new Unfilled(`no time is chosen for ${whole}`);
    const start = `datetime(${new Date(this.now.getTime() - length).toISOString()})`;
    const end = `datetime(${this.now.toISOString()})`;
    const forms: Readonly<Record<string, string>> = {
      "": `between (${start} .. ${end})`,
      query: `between (${start} .. ${end})`,
      start,
      end,
      grain: grainOf(length),
      label: `Last ${durationText(length)}`,
    };
    const form = forms[format];
    if (form === undefined) throw new Unfilled(`${whole} is not filled in here`);
    return form;
  }

  /** The address of the same page with other values. */
  address(changes: Readonly<Record<string, string>>): string {
    const next = new URLSearchParams(this.chosen);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `?${next}`;
  }

  /** What is chosen beyond a form's own fields, to be carried along by it. */
  others(names: readonly string[]): (readonly [string, string])[] {
    return [...this.chosen].filter(([name]) => !names.includes(name));
  }
}

const hour = 3_600_000;
const day = 24 * hour;

/** Steps that the portal gives a chart of such a length. */
function grainOf(length: number): string {
  if (length <= 4 * hour) return "5m";
  if (length <= 3 * day) return "1h";
  return length <= 14 * day ? "6h" : "1d";
}

/** 604800000 as 7 days. */
export function durationText(length: number): string {
  const [value, unit] = length % day === 0 ? [length / day, "day"] : [length / hour, "hour"];
  return `${Math.round(value * 10) / 10} ${unit}${value === 1 ? "" : "s"}`;
}
